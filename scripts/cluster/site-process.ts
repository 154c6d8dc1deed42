import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { servingFlags, thriftyMalloc } from '../setup.mjs';

export interface SiteProcessOptions {
  /** For the one who reads the logs: `web-1`. */
  readonly name: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Of Node itself. */
  readonly flags?: readonly string[];
  /** Each line that the process says. */
  readonly say?: (line: string) => void;
  /** It was at work and has ended though nobody asked it to. */
  readonly fell?: (how: string) => void;
}

/** What a process of the demonstration says once it serves pages, or does jobs. */
const atWork = /Parvis est ouvert|Parvis : travaux de fond en cours/;

/** One process of the built site, which can be ended, killed and started again in its place. */
export class SiteProcess {
  readonly name: string;
  readonly #options: SiteProcessOptions;
  #child: ChildProcess | undefined;
  #wanted = false;
  #working = false;

  constructor(options: SiteProcessOptions) {
    this.name = options.name;
    this.#options = options;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  get running(): boolean {
    return this.#child !== undefined;
  }

  /** It has said that it serves, or does jobs. */
  get working(): boolean {
    return this.#working;
  }

  /** Starts it; one that ends by itself is started again after a second, as a supervisor does. */
  start(): void {
    if (this.#child !== undefined) return;
    this.#wanted = true;
    const child = spawn(
      process.execPath,
      ['--enable-source-maps', ...servingFlags, ...(this.#options.flags ?? []), 'build/server/main.js'],
      {
        env: { ...thriftyMalloc, ...process.env, NODE_ENV: 'production', ...this.#options.env },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    this.#child = child;
    let rest = '';
    const hear = (chunk: Buffer): void => {
      const lines = (rest + chunk.toString()).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (atWork.test(line)) this.#working = true;
        this.#options.say?.(line);
      }
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', (code, signal) => {
      if (this.#child === child) this.#child = undefined;
      if (this.#wanted && this.#working) this.#options.fell?.(signal ?? `status ${code}`);
      this.#working = false;
      if (this.#wanted) setTimeout(() => this.#wanted && this.start(), 1000).unref();
    });
  }

  /** SIGTERM, then waits. @returns the status of the process; undefined when a signal has ended it */
  end(): Promise<number | undefined> {
    return this.#stop('SIGTERM');
  }

  /** SIGKILL: no time for anything. It stays down until it is started. */
  async kill(): Promise<void> {
    await this.#stop('SIGKILL');
  }

  #stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | undefined> {
    this.#wanted = false;
    const child = this.#child;
    if (child === undefined) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      child.once('exit', (code) => resolve(code ?? undefined));
      child.kill(signal);
    });
  }
}

/** A port that nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer();
    probe.once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => found(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
