package studio.xomni.app.queue;

/** Which build of the studio this is. */
public final class Build {

    private Build() {}

    /** The version in the jar's manifest; {@code development} where it runs from classes. */
    public static String version() {
        String version = Build.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
