/**
 * Takes out of a photo what says where, when, with what and by whom it was taken, while it flows by: a photo of a
 * pothole need not tell the address of whoever sent it (RGPD, article 5.1.c). What shows is not touched: neither the
 * pixels nor their colours, and a photo that lies on its side still says so.
 */
export interface PhotoCleaner {
  /** @returns what of the photo may be kept, as far as the bytes that are there tell */
  push(chunk: Buffer): Buffer;
  /** @returns what was held back */
  end(): Buffer;
  /** Whether there was an image in it at all, once it has ended: one that was cut in its first bytes opens nowhere. */
  shows(): boolean;
}
