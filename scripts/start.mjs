import { install, runWithProjectNode } from './setup.mjs';

install();
runWithProjectNode('scripts/start.ts', process.argv.slice(2));
