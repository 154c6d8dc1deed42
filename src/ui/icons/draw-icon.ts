import { crc32, deflateSync } from 'node:zlib';

// The same mark as `parvis.svg`, in units of 512: installable applications also want bitmaps.
const size = 512;
const ground = [0x0b, 0x6e, 0x69] as const;

function isMark(x: number, y: number): boolean {
  if (y >= 396 && y <= 432) return x >= 88 && x <= 424;
  if (y > 368) return false;
  const fromAxis = Math.abs(x - 256);
  const outside = y < 248 ? Math.hypot(fromAxis, y - 248) > 138 : fromAxis > 138;
  const hollow = y < 252 ? Math.hypot(fromAxis, y - 252) < 69 : fromAxis < 69;
  return !outside && !hollow;
}

/**
 * Draws the mark as a PNG, opaque to its corners: each system cuts its own shape.
 * @param pixels width and height
 */
export function drawIcon(pixels: number): Buffer {
  const samples = 4;
  const rows = Buffer.alloc(pixels * (pixels * 3 + 1));
  for (let row = 0; row < pixels; row++) {
    for (let column = 0; column < pixels; column++) {
      let hits = 0;
      for (let sample = 0; sample < samples * samples; sample++) {
        const x = ((column + ((sample % samples) + 0.5) / samples) * size) / pixels;
        const y = ((row + (Math.floor(sample / samples) + 0.5) / samples) * size) / pixels;
        if (isMark(x, y)) hits++;
      }
      const cover = hits / (samples * samples);
      const at = row * (pixels * 3 + 1) + 1 + column * 3;
      ground.forEach((channel, index) => {
        rows[at + index] = Math.round(channel + (255 - channel) * cover);
      });
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(pixels, 0);
  header.writeUInt32BE(pixels, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(content.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
