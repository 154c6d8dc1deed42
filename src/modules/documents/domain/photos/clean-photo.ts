import { HeifCleaner } from './heif-cleaner.ts';
import { JpegCleaner } from './jpeg-cleaner.ts';
import type { PhotoCleaner } from './photo-cleaner.ts';
import { PngCleaner } from './png-cleaner.ts';
import { WebpCleaner } from './webp-cleaner.ts';

/** A cleaner for that type; none for what carries no such thing (PDF and office files name an author on purpose). */
export function photoCleaner(mediaType: string): PhotoCleaner | undefined {
  switch (mediaType) {
    case 'image/jpeg':
      return new JpegCleaner();
    case 'image/png':
      return new PngCleaner();
    case 'image/webp':
      return new WebpCleaner();
    case 'image/heic':
    case 'image/heif':
      return new HeifCleaner();
    default:
      return undefined;
  }
}
