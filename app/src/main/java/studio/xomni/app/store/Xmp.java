package studio.xomni.app.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonParseException;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What a picture says of itself in a JPEG file, as other programs read it: the prompt as its
 * description, and our own JSON beside it.
 */
final class Xmp {

    private static final String HEAD = "http://ns.adobe.com/xap/1.0/\0";

    private static final String OURS = "urn:xomni:picture:1";
    private static final String PICTURE = "picture";

    private static final String PACKET =
            """
            <?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/">
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
             xmlns:xomni="urn:xomni:picture:1">
            <dc:description><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:description>
            <xomni:picture>%s</xomni:picture>
            </rdf:Description></rdf:RDF></x:xmpmeta>
            <?xpacket end="w"?>""";

    private Xmp() {}

    /** What XML cannot hold is written as JSON's escapes; of other controls that is so already. */
    private static String json(PictureMetadata metadata) {
        return MetadataJson.write(metadata)
                .replace("\ufffe", "\\ufffe")
                .replace("\uffff", "\\uffff");
    }

    /** All of it, or the prompt alone where all does not fit into a segment. */
    static byte[] of(PictureMetadata metadata, int most) {
        String prompt = metadata.recipe().request().prompt();
        byte[] all = packet(prompt, json(metadata));
        if (all.length <= most) {
            return all;
        }
        byte[] less = packet(prompt, "");
        for (int length = prompt.length(); less.length > most; length /= 2) {
            less = packet(prompt.substring(0, length), "");
        }
        return less;
    }

    /**
     * Reads a segment; empty where it is no XMP, has nothing of ours, or that is damaged.
     *
     * @param segment its content, which may come from anywhere
     */
    static Optional<PictureMetadata> read(byte[] segment) {
        byte[] head = HEAD.getBytes(UTF_8);
        if (segment.length < head.length
                || !Arrays.equals(segment, 0, head.length, head, 0, head.length)) {
            return Optional.empty();
        }
        try {
            String json =
                    json(
                            new ByteArrayInputStream(
                                    segment, head.length, segment.length - head.length));
            return json.isEmpty() ? Optional.empty() : Optional.of(MetadataJson.read(json));
        } catch (XMLStreamException | JsonParseException e) {
            return Optional.empty();
        }
    }

    /** Our own property, as an element or, as other programs write it anew, an attribute. */
    private static String json(ByteArrayInputStream packet) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        // Nothing that a file names is fetched or unfolded.
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader xml = factory.createXMLStreamReader(packet, UTF_8.name());
        try {
            while (xml.hasNext()) {
                if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                    continue;
                }
                if (OURS.equals(xml.getNamespaceURI()) && PICTURE.equals(xml.getLocalName())) {
                    return xml.getElementText();
                }
                String attribute = xml.getAttributeValue(OURS, PICTURE);
                if (attribute != null) {
                    return attribute;
                }
            }
            return "";
        } finally {
            xml.close();
        }
    }

    private static byte[] packet(String prompt, String json) {
        return (HEAD + PACKET.formatted(escaped(prompt), escaped(json))).getBytes(UTF_8);
    }

    /** As XML text; what XML cannot hold is left out. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 64);
        text.codePoints()
                .filter(
                        code ->
                                code >= ' '
                                                && !(code >= 0xd800 && code < 0xe000)
                                                && code != 0xfffe
                                                && code != 0xffff
                                        || code == '\n'
                                        || code == '\t')
                .forEach(
                        code -> {
                            switch (code) {
                                case '<' -> escaped.append("&lt;");
                                case '>' -> escaped.append("&gt;");
                                case '&' -> escaped.append("&amp;");
                                default -> escaped.appendCodePoint(code);
                            }
                        });
        return escaped.toString();
    }
}
