import { install, runWithProjectNode } from './setup.mjs';

install();
runWithProjectNode('scripts/test.ts', process.argv.slice(2));
