import { text } from 'node:stream/consumers';
import { readPkcs12 } from './read-pkcs12.ts';

// A process of its own: whoever made the file chose how many turns its password is stirred, up to thousands of millions.
const { file, password } = JSON.parse(await text(process.stdin)) as { file: string; password: string };
process.stdout.write(JSON.stringify(readPkcs12(Buffer.from(file, 'base64'), password)));
