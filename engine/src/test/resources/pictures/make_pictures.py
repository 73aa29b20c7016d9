"""Makes pictures.json, resizes.txt and sizes.txt: what the pictures' tests expect, from Pillow 12.3.0.

    python make_pictures.py

pictures.json: small files of every kind, and the pixels that Image.open(f).convert('RGB') reads from them
(turned upright by ImageOps.exif_transpose). resizes.txt: checksums of Image.resize(size, BICUBIC).
sizes.txt: target sizes by the rule in X-Omni's create_anyres_preprocess.
"""

import base64
import io
import json
import random
import struct
import zlib

import numpy as np
from PIL import Image, ImageCms, ImageOps

rng = np.random.RandomState(7)
files = {}
W, H = 5, 4


def save(image, kind, **settings):
    out = io.BytesIO()
    image.save(out, kind, **settings)
    return out.getvalue()


def noise(mode, w=W, h=H):
    if mode == '1':
        return Image.fromarray(rng.randint(0, 256, (h, w)).astype(np.uint8)).convert('1')
    bands = {'L': 1, 'P': 1, 'LA': 2, 'RGB': 3, 'RGBA': 4, 'CMYK': 4}[mode]
    image = Image.frombytes(mode, (w, h), rng.bytes(w * h * bands))
    if mode == 'P':
        image.putpalette(rng.bytes(768))
    return image


def smooth(w, h):
    y, x = np.mgrid[0:h, 0:w]
    planes = [128 + 120 * np.sin(x / 3.1), 128 + 100 * np.cos(y / 2.3 + x / 7), (x * 11 + y * 13) % 256]
    return Image.fromarray(np.stack(planes, -1).clip(0, 255).astype(np.uint8))


def exif(orientation):
    block = Image.Exif()
    block[0x112] = orientation
    return block


SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile('sRGB')).tobytes()

# PNG


def chunk(kind, data):
    return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))


def png(w, h, depth, colour, rows, extra=b'', interlace=0):
    header = struct.pack('>IIBBBBB', w, h, depth, colour, 0, 0, interlace)
    return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', header) + extra + chunk(b'IDAT', zlib.compress(rows))
            + chunk(b'IEND', b''))


def rows(bits):
    return b''.join(b'\0' + rng.bytes((W * bits + 7) // 8) for _ in range(H))


def adam7(pixels):
    out = b''
    for x, y, dx, dy in [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]:
        for row in pixels[y::dy, x::dx]:
            out += b'\0' + row.tobytes() if row.size else b''
    return out


for name, colour, bands, depths in [('grey', 0, 1, (1, 2, 4, 8, 16)), ('rgb', 2, 3, (8, 16)),
                                    ('grey-alpha', 4, 2, (8, 16)), ('rgba', 6, 4, (8, 16))]:
    for depth in depths:
        files[f'png-{name}-{depth}'] = png(W, H, depth, colour, rows(depth * bands))
dark = b''.join(b'\0' + struct.pack('>5H', *rng.randint(0, 300, W)) for _ in range(H))
files['png-grey-16-dark'] = png(W, H, 16, 0, dark)
for depth in (1, 2, 4, 8):
    palette = chunk(b'PLTE', rng.bytes(3 << depth))
    files[f'png-palette-{depth}'] = png(W, H, depth, 3, rows(depth), palette)
    alpha = chunk(b'tRNS', rng.bytes(1 << depth))
    files[f'png-palette-{depth}-transparent'] = png(W, H, depth, 3, rows(depth), palette + alpha)
for name, colour, depth, bands in [('grey-2', 0, 2, 1), ('grey-8', 0, 8, 1), ('grey-16', 0, 16, 1), ('rgb-8', 2, 8, 3),
                                   ('rgb-16', 2, 16, 3)]:
    data = rows(depth * bands)
    key = data[1:1 + 2 * bands] if depth == 16 else b''.join(bytes([0, v]) for v in data[1:1 + bands])
    key = b'\0\1' if depth == 2 else key
    files[f'png-{name}-colour-key'] = png(W, H, depth, colour, data, chunk(b'tRNS', key))
profile = chunk(b'gAMA', struct.pack('>I', 100000)) + chunk(b'iCCP', b'x\0\0' + zlib.compress(SRGB))
files['png-rgb-8-profile-and-gamma'] = png(W, H, 8, 2, rows(24), profile)
files['png-rgb-8-interlaced'] = png(9, 11, 8, 2, adam7(rng.randint(0, 256, (11, 9, 3)).astype(np.uint8)), interlace=1)
files['png-animated'] = save(noise('RGB'), 'PNG', save_all=True, append_images=[noise('RGB')])
files['png-orientation-6'] = save(noise('RGB'), 'PNG', exif=exif(6))

# JPEG


def without(data, heading):
    at = data.index(heading) - 4
    return data[:at] + data[at + 2 + struct.unpack('>H', data[at + 2:at + 4])[0]:]


photo = smooth(19, 13)
files['jpeg-grey'] = save(photo.convert('L'), 'JPEG')
files['jpeg-444'] = save(photo, 'JPEG', subsampling=0)
files['jpeg-422'] = save(photo, 'JPEG', subsampling=1)
files['jpeg-420'] = save(photo, 'JPEG', subsampling=2)
files['jpeg-420-poor'] = save(photo, 'JPEG', quality=10)
files['jpeg-progressive'] = save(photo, 'JPEG', progressive=True)
files['jpeg-restarts'] = save(photo, 'JPEG', restart_marker_blocks=1)
files['jpeg-profile'] = save(photo, 'JPEG', icc_profile=SRGB)
files['jpeg-rgb-by-adobe'] = save(photo, 'JPEG', keep_rgb=True)
files['jpeg-rgb-by-names'] = without(files['jpeg-rgb-by-adobe'], b'Adobe')
files['jpeg-without-jfif'] = without(files['jpeg-420'], b'JFIF')
named = bytearray(without(files['jpeg-444'], b'JFIF'))
for i in range(3):
    named[named.index(b'\xff\xc0') + 10 + 3 * i] = i
    named[named.index(b'\xff\xda') + 5 + 2 * i] = i
files['jpeg-odd-names'] = bytes(named)
inks = np.concatenate([np.asarray(photo), np.asarray(smooth(13, 19)).transpose(1, 0, 2)[..., 2:]], -1)
files['jpeg-cmyk'] = save(Image.frombytes('CMYK', (19, 13), inks.tobytes()), 'JPEG')
files['jpeg-cmyk-without-adobe'] = without(files['jpeg-cmyk'], b'Adobe')
ycck = bytearray(files['jpeg-cmyk'])
ycck[ycck.index(b'Adobe') + 11] = 2
files['jpeg-ycck'] = bytes(ycck)
for orientation in range(1, 9):
    files[f'jpeg-orientation-{orientation}'] = save(photo.crop((0, 0, 7, 4)), 'JPEG', exif=exif(orientation))

# WebP


def only_chunk(data, kind):
    at = 12
    while data[at:at + 4] != kind:
        at += 8 + (struct.unpack('<I', data[at + 4:at + 8])[0] + 1 & ~1)
    return data[at:at + 8 + (struct.unpack('<I', data[at + 4:at + 8])[0] + 1 & ~1)]


def animation_frame(left, top, w, h, lossless):
    u24 = lambda v: struct.pack('<I', v)[:3]
    data = u24(left // 2) + u24(top // 2) + u24(w - 1) + u24(h - 1) + u24(100) + b'\0' + lossless
    return b'ANMF' + struct.pack('<I', len(data)) + data


y, x = np.mgrid[0:13, 0:19]
calm = Image.fromarray(np.stack([60 + 6 * x + 2 * y, 70 + 6 * x, 80 + 5 * x + 3 * y], -1).astype(np.uint8))
files['webp-lossy'] = save(calm, 'WEBP', quality=80)
files['webp-lossless'] = save(photo, 'WEBP', lossless=True)
files['webp-lossless-alpha'] = save(noise('RGBA'), 'WEBP', lossless=True, exact=True)
transparent = calm.convert('RGBA')
transparent.putalpha(noise('L', 19, 13))
files['webp-lossy-alpha'] = save(transparent, 'WEBP', quality=80)
files['webp-orientation-6'] = save(photo, 'WEBP', lossless=True, exif=exif(6))
files['webp-profile'] = save(photo, 'WEBP', lossless=True, icc_profile=SRGB)
frames = [only_chunk(save(noise('RGBA', 4, 3), 'WEBP', lossless=True, exact=True), b'VP8L') for _ in range(2)]
body = (b'WEBPVP8X\x0a\0\0\0\x12\0\0\0\x07\0\0\x05\0\0' + b'ANIM\x06\0\0\0\x10\x20\x30\xff\0\0'
        + animation_frame(2, 2, 4, 3, frames[0]) + animation_frame(0, 0, 4, 3, frames[1]))
files['webp-animated'] = b'RIFF' + struct.pack('<I', len(body)) + body

# GIF


def gif(w, h, left, top, fw, fh, transparent=None, background=0, palette=True, own_palette=False, interlace=False):
    colours = bytes([10, 20, 30, 40, 50, 60, 70, 80, 90, 200, 210, 220])
    out = b'GIF89a' + struct.pack('<HHBBB', w, h, 0x81 if palette else 0, background, 0) + (colours if palette else b'')
    if transparent is not None:
        out += b'\x21\xf9\x04' + bytes([1, 0, 0, transparent]) + b'\0'
    flags = (0x81 if own_palette else 0) | (0x40 if interlace else 0)
    out += b'\x2c' + struct.pack('<HHHHB', left, top, fw, fh, flags) + (colours[::-1] if own_palette else b'')
    # Codes of 3 bits; a clear code (4) before every second pixel keeps them so short.
    value = bits = 0
    data = bytearray()
    for i in range(fw * fh):
        for code in ([4] if i % 2 == 0 else []) + [i * 7 // 3 % 4] + ([5] if i == fw * fh - 1 else []):
            value |= code << bits
            bits += 3
    data = value.to_bytes((bits + 7) // 8, 'little')
    return out + b'\x02' + bytes([len(data)]) + data + b'\0\x3b'


files['gif-plain'] = gif(5, 4, 0, 0, 5, 4)
files['gif-interlaced'] = gif(5, 9, 0, 0, 5, 9, interlace=True)
files['gif-small-frame'] = gif(4, 3, 1, 1, 2, 1, background=3)
files['gif-small-transparent-frame'] = gif(4, 3, 1, 1, 2, 1, background=3, transparent=2)
files['gif-transparency-beyond-palette'] = gif(4, 3, 1, 1, 2, 1, transparent=9)
files['gif-own-palette'] = gif(4, 3, 1, 1, 2, 1, palette=False, own_palette=True)
files['gif-both-palettes'] = gif(4, 3, 1, 1, 2, 1, own_palette=True, transparent=1)
files['gif-no-palette'] = gif(4, 3, 0, 0, 4, 3, palette=False)
files['gif-large-frame'] = gif(2, 2, 1, 1, 3, 2)
files['gif-animated'] = save(noise('P'), 'GIF', save_all=True, append_images=[noise('P')])

# BMP


def bmp(w, h, bits, compression, data, masks=b'', palette=b''):
    offset = 54 + len(masks) + len(palette)
    header = struct.pack('<IiiHHIIiiII', 40, w, h, 1, bits, compression, len(data), 0, 0, len(palette) // 4, 0)
    return b'BM' + struct.pack('<IHHI', offset + len(data), 0, 0, offset) + header + masks + palette + data


for mode in ('1', 'L', 'P', 'RGB', 'RGBA'):
    files[f'bmp-{mode.lower()}'] = save(noise(mode), 'BMP')
files['bmp-555'] = bmp(6, 4, 16, 0, rng.bytes(48))
files['bmp-565'] = bmp(6, 4, 16, 3, rng.bytes(48), struct.pack('<III', 0xf800, 0x7e0, 0x1f))
files['bmp-32-bits'] = bmp(6, 4, 32, 0, rng.bytes(96))
files['bmp-top-down'] = bmp(6, -4, 24, 0, rng.bytes(80))
files['bmp-palette-4'] = bmp(6, 4, 4, 0, rng.bytes(16), palette=rng.bytes(64))
files['bmp-run-lengths'] = bmp(4, 2, 8, 1, bytes([4, 1, 0, 0, 2, 0, 2, 3, 0, 0, 0, 1]), palette=rng.bytes(64))

# TIFF


def tiff(w, h, bits, samples, photometric, data, extra=None, planar=1, endian='<'):
    parts = samples if planar == 2 else 1
    part = len(data) // parts
    entries = [(256, 'I', [w]), (257, 'I', [h]), (258, 'H', [bits] * samples), (259, 'H', [1]), (262, 'H', [photometric]),
               (273, 'I', [0] * parts), (277, 'H', [samples]), (278, 'I', [h]), (279, 'I', [part] * parts),
               (284, 'H', [planar])]
    entries += [(338, 'H', [extra])] if extra is not None else []
    size = lambda kind, values: struct.calcsize(kind) * len(values)
    after = 8 + 2 + 12 * len(entries) + 4
    start = after + sum(size(k, v) for _, k, v in entries if size(k, v) > 4)
    entries[5] = (273, 'I', [start + part * i for i in range(parts)])
    directory = more = b''
    for tag, kind, values in entries:
        packed = struct.pack(f'{endian}{len(values)}{kind}', *values)
        directory += struct.pack(endian + 'HHI', tag, {'H': 3, 'I': 4}[kind], len(values))
        directory += packed.ljust(4, b'\0') if len(packed) <= 4 else struct.pack(endian + 'I', after + len(more))
        more += packed if len(packed) > 4 else b''
    magic = b'II*\0' if endian == '<' else b'MM\0*'
    return (magic + struct.pack(endian + 'IH', 8, len(entries)) + directory + b'\0\0\0\0' + more + data)


for mode in ('1', 'L', 'P', 'RGB', 'RGBA', 'LA', 'CMYK'):
    files[f'tiff-{mode.lower()}'] = save(noise(mode), 'TIFF')
for compression in ('packbits', 'tiff_lzw', 'tiff_adobe_deflate'):
    files[f'tiff-{compression}'] = save(noise('RGB'), 'TIFF', compression=compression)
files['tiff-group4'] = save(noise('1'), 'TIFF', compression='group4')
files['tiff-grey-16'] = save(Image.fromarray(rng.randint(0, 600, (H, W)).astype(np.uint16)), 'TIFF')
files['tiff-grey-32'] = save(Image.fromarray((rng.rand(H, W) * 400 - 50).astype(np.int32)), 'TIFF')
files['tiff-float'] = save(Image.fromarray((rng.rand(H, W) * 400 - 50).astype(np.float32)), 'TIFF')
files['tiff-pages'] = save(noise('RGB'), 'TIFF', save_all=True, append_images=[noise('RGB')])
files['tiff-orientation-6'] = save(noise('RGB'), 'TIFF', tiffinfo={274: 6})
files['tiff-white-is-zero'] = tiff(W, H, 8, 1, 0, rng.bytes(W * H))
files['tiff-grey-4'] = tiff(6, H, 4, 1, 1, rng.bytes(3 * H))
files['tiff-rgb-16'] = tiff(W, H, 16, 3, 2, rng.bytes(W * H * 6))
files['tiff-rgb-16-big-endian'] = tiff(W, H, 16, 3, 2, rng.bytes(W * H * 6), endian='>')
files['tiff-rgba-16'] = tiff(W, H, 16, 4, 2, rng.bytes(W * H * 8), extra=2)
files['tiff-rgba-premultiplied'] = tiff(W, H, 8, 4, 2, rng.bytes(W * H * 4), extra=1)
files['tiff-planes'] = tiff(W, H, 8, 3, 2, rng.bytes(W * H * 3), planar=2)

cases = {}
for name, data in files.items():
    image = Image.open(io.BytesIO(data)).convert('RGB')
    # Pillow turns TIFF by itself.
    image = image if name.startswith('tiff') else ImageOps.exif_transpose(image)
    cases[name] = {'width': image.width, 'height': image.height, 'file': base64.b64encode(data).decode(),
                   'rgb': base64.b64encode(image.tobytes()).decode()}
with open('pictures.json', 'w') as out:
    json.dump(cases, out, indent=0)
    out.write('\n')

# Resizes of pictures whose bytes are bits 16 to 23 of x = (x * 1103515245 + 12345) mod 2^31 from x = 1.


def numbers(w, h):
    out, x = bytearray(), 1
    for _ in range(3 * w * h):
        x = x * 1103515245 + 12345 & 0x7fffffff
        out.append(x >> 16 & 255)
    return Image.frombytes('RGB', (w, h), bytes(out))


random.seed(5)
side = lambda: random.choice([1, 2, 3, random.randint(1, 20), random.randint(1, 120), random.randint(1, 250)])
sizes = [(150, 100, 48, 32), (48, 32, 144, 96), (64, 64, 64, 20), (64, 64, 20, 64)] + [
    (side(), side(), side(), side()) for _ in range(96)]
with open('resizes.txt', 'w') as out:
    out.write('# width height new-width new-height CRC-32\n')
    for w, h, new_w, new_h in sizes:
        resized = numbers(w, h).resize((new_w, new_h), Image.BICUBIC)
        out.write(f'{w} {h} {new_w} {new_h} {zlib.crc32(resized.tobytes()):08x}\n')


# Target sizes of the release's settings: short_size 384, long_size 1152, patch_size 16.


def target(w, h):
    tw, th = w, h
    ss = min(tw, th)
    if ss < 384:
        tw, th = tw * (384 / ss), th * (384 / ss)
    ls = max(tw, th)
    if ls > 1152:
        tw, th = tw * (1152 / ls), th * (1152 / ls)
    return int(round(tw / 16)) * 16, int(round(th / 16)) * 16


sizes = [(384, 384), (128, 128), (392, 408), (424, 440), (1152, 384), (384, 1152), (1153, 385), (128, 384), (4000, 3000),
         (3000, 4000), (1920, 1080), (210, 150), (700, 701), (333, 999), (1000, 334)] + [
    (w := random.randint(128, 3000), random.randint(max(128, -(-w // 3)), 3 * w)) for _ in range(25)]
with open('sizes.txt', 'w') as out:
    out.write('# width height target-width target-height\n')
    for w, h in sizes:
        out.write('%d %d %d %d\n' % (w, h, *target(w, h)))
