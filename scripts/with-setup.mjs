// node scripts/with-setup.mjs <script.ts> [arguments]
import { install, runWithProjectNode } from './setup.mjs';

const [script, ...args] = process.argv.slice(2);
install();
runWithProjectNode(script, args);
