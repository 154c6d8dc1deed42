import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { HashAnswer, HashTask } from './hash-worker.ts';

/** Beside this module as it is run: the source, or what the build makes of it. */
const workerFile = new URL(import.meta.url.endsWith('.ts') ? './hash-worker.ts' : './hash-worker.js', import.meta.url);

const idle: Worker[] = [];

/** Hashes in a thread of its own, made when it is first needed. The caller bounds how many run at once. */
export async function hashInThread(task: HashTask): Promise<HashAnswer> {
  const worker = idle.pop() ?? startWorker();
  // A thread that waits for nothing does not keep the process; one that works does.
  worker.ref();
  try {
    const answered = once(worker, 'message') as Promise<[HashAnswer]>;
    worker.postMessage(task);
    const [answer] = await answered;
    worker.unref();
    idle.push(worker);
    return answer;
  } catch (error) {
    // A thread that failed is not asked again.
    await worker.terminate();
    throw error;
  }
}

function startWorker(): Worker {
  const worker = new Worker(workerFile, {
    resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2 },
  });
  // Whoever waits for it is told by `once`; one that fails while it waits for work only ends.
  worker.on('error', () => undefined);
  worker.once('exit', () => {
    const place = idle.indexOf(worker);
    if (place >= 0) idle.splice(place, 1);
  });
  return worker;
}
