import { install, runWithProjectNode, servingFlags } from './setup.mjs';

install();
runWithProjectNode('scripts/start.ts', process.argv.slice(2), servingFlags);
