import type { AcceptedFamily } from '../stored-document.ts';

interface MediaType {
  readonly family: AcceptedFamily;
  /** The first is the one given to a name that has another. */
  readonly extensions: readonly string[];
  /** Every browser of today shows it. */
  readonly inline: boolean;
}

const openXml = 'application/vnd.openxmlformats-officedocument';

/** All that can ever be accepted. Old office files (.doc, .xls) are not: they carry macros that nobody sees. */
const mediaTypes: Readonly<Record<string, MediaType>> = {
  'application/pdf': { family: 'pdf', extensions: ['pdf'], inline: true },
  'image/jpeg': { family: 'image', extensions: ['jpg', 'jpeg', 'jpe', 'jfif'], inline: true },
  'image/png': { family: 'image', extensions: ['png'], inline: true },
  'image/webp': { family: 'image', extensions: ['webp'], inline: true },
  'image/heic': { family: 'image', extensions: ['heic', 'heif', 'hif'], inline: false },
  'image/heif': { family: 'image', extensions: ['heif', 'heic', 'hif'], inline: false },
  'image/tiff': { family: 'image', extensions: ['tiff', 'tif'], inline: false },
  [`${openXml}.wordprocessingml.document`]: { family: 'office', extensions: ['docx'], inline: false },
  [`${openXml}.spreadsheetml.sheet`]: { family: 'office', extensions: ['xlsx'], inline: false },
  'application/vnd.oasis.opendocument.text': { family: 'office', extensions: ['odt'], inline: false },
  'application/vnd.oasis.opendocument.spreadsheet': { family: 'office', extensions: ['ods'], inline: false },
};

export function findMediaType(mediaType: string): MediaType | undefined {
  return Object.hasOwn(mediaTypes, mediaType) ? mediaTypes[mediaType] : undefined;
}
