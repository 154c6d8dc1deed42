import { type ReverseProxy, startProxy } from './proxy.ts';
import { freePort, SiteProcess } from './site-process.ts';

export interface ClusterOptions {
  readonly web: number;
  readonly workers: number;
  /** Of the proxy; 0: any free one. */
  readonly port: number;
  /** Of every process: the addresses of the database, the folder of the files. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly flags?: readonly string[];
  readonly say?: (name: string, line: string) => void;
  /** A process that was at work has ended though nobody asked it to; it is started again. */
  readonly fell?: (name: string, how: string) => void;
}

export interface WebNode {
  readonly process: SiteProcess;
  readonly port: number;
}

/** Several processes of pages and of jobs on one database, behind a proxy, on this machine. */
export interface Cluster {
  readonly proxy: ReverseProxy;
  readonly web: readonly WebNode[];
  readonly workers: readonly SiteProcess[];
  /** Ports at which the workers show their figures. */
  readonly figures: readonly number[];
  /** Each process of pages, then each worker, is ended and started again, one after the other. */
  rollingRestart(): Promise<void>;
  stop(): Promise<void>;
}

/** Seconds between "not ready" and the end of the listening: several probes of the proxy. */
const drainSeconds = 1;

/** Starts the first process of pages alone, which migrates and makes the demonstration; then all the others. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const make = (name: string, env: Record<string, string>): SiteProcess =>
    new SiteProcess({
      name,
      env: { HOST: '127.0.0.1', TRUST_PROXY: '1', DRAIN_SECONDS: String(drainSeconds), ...options.env, ...env },
      ...(options.flags === undefined ? {} : { flags: options.flags }),
      say: (line) => options.say?.(name, line),
      fell: (how) => options.fell?.(name, how),
    });
  const web: WebNode[] = [];
  for (let n = 1; n <= options.web; n += 1) {
    const port = await freePort();
    web.push({ port, process: make(`web-${n}`, { PROCESS: 'web', PORT: String(port) }) });
  }
  const workers: SiteProcess[] = [];
  const figures: number[] = [];
  for (let n = 1; n <= options.workers; n += 1) {
    const port = await freePort();
    figures.push(port);
    workers.push(make(`worker-${n}`, { PROCESS: 'worker', PORT: String(port) }));
  }
  const proxy = await startProxy({ nodes: web.map(({ port }) => port), port: options.port });
  const stop = async (): Promise<void> => {
    await Promise.all([...web.map((node) => node.process.end()), ...workers.map((worker) => worker.end())]);
    await proxy.close();
  };
  try {
    const [first, ...others] = web;
    if (first === undefined) throw new Error('A cluster has a process of pages');
    first.process.start();
    await readiness(proxy, [first.port]);
    for (const { process } of others) process.start();
    for (const worker of workers) worker.start();
    await readiness(
      proxy,
      web.map(({ port }) => port),
    );
    for (const worker of workers) await atWork(worker);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    proxy,
    web,
    workers,
    figures,
    stop,
    rollingRestart: async () => {
      for (const { process, port } of web) {
        await process.end();
        process.start();
        await readiness(proxy, [port]);
      }
      for (const worker of workers) {
        await worker.end();
        worker.start();
        await atWork(worker);
      }
    },
  };
}

/** Waits until a process says that it is at work. @throws after five minutes */
export async function atWork(process: SiteProcess): Promise<void> {
  for (const until = performance.now() + 300_000; !process.working; ) {
    if (performance.now() > until) throw new Error(`Not at work after five minutes: ${process.name}`);
    await new Promise((wake) => setTimeout(wake, 50));
  }
}

/** Waits until the proxy sees these nodes ready. @throws after five minutes */
export async function readiness(proxy: ReverseProxy, ports: readonly number[]): Promise<void> {
  for (const until = performance.now() + 300_000; ; ) {
    const ready = proxy.readyPorts();
    if (ports.every((port) => ready.includes(port))) return;
    if (performance.now() > until) throw new Error(`Not ready after five minutes: ${ports.join(', ')}`);
    await new Promise((wake) => setTimeout(wake, 50));
  }
}
