import { Agent, createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A process that serves pages on this machine. */
interface Node {
  readonly port: number;
  ready: boolean;
}

export interface ReverseProxy {
  readonly port: number;
  /** Ports of the nodes that say they are ready. */
  readyPorts(): readonly number[];
  /** Breaks every connection with a visitor: what a network does. */
  dropConnections(): void;
  close(): Promise<void>;
}

interface Options {
  readonly nodes: readonly number[];
  /** 0: any free one. */
  readonly port: number;
  /** Milliseconds between two probes of a node. */
  readonly probeEvery?: number;
  /** Milliseconds for which a request waits for a node that is ready. */
  readonly patience?: number;
}

/** Said between two processes only: RFC 9110, 7.6.1. */
const hopByHop = new Set(
  'connection keep-alive proxy-authenticate proxy-authorization proxy-connection te trailer transfer-encoding upgrade'.split(
    ' ',
  ),
);

/**
 * A small reverse proxy for the nodes of one machine: to each node that is ready in turn, by `/health/ready`. A request is
 * sent to another node only when it has reached none: the connection was refused, or (reading only) a kept one was closed
 * under it. It says what X-Forwarded-For is, whatever the visitor says.
 */
export async function startProxy(options: Options): Promise<ReverseProxy> {
  const nodes: Node[] = options.nodes.map((port) => ({ port, ready: false }));
  const probeEvery = options.probeEvery ?? 200;
  const patience = options.patience ?? 20_000;
  // Closed here before the node closes it (65 s).
  const kept = new Agent({ keepAlive: true, timeout: 30_000, maxFreeSockets: 32 });
  const visitors = new Set<Socket>();
  let turn = 0;

  const probes = nodes.map((node) => {
    let running = false;
    const timer = setInterval(async () => {
      if (running) return;
      running = true;
      node.ready = await isReady(node.port);
      running = false;
    }, probeEvery);
    return timer;
  });

  async function pick(avoid: ReadonlySet<Node>): Promise<Node | undefined> {
    for (const until = performance.now() + patience; ; ) {
      const ready = nodes.filter((node) => node.ready);
      const candidates = ready.filter((node) => !avoid.has(node));
      const chosen = (candidates.length > 0 ? candidates : ready)[
        turn++ % Math.max(1, candidates.length || ready.length)
      ];
      if (chosen !== undefined || performance.now() > until) return chosen;
      await new Promise((wake) => setTimeout(wake, 50));
    }
  }

  async function forward(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const tried = new Set<Node>();
    for (let attempts = 0; attempts < 5; attempts += 1) {
      const node = await pick(tried);
      if (answer.destroyed) return;
      if (node === undefined) break;
      tried.add(node);
      const outcome = await send(node, asked, answer, kept);
      if (outcome === 'answered') return;
      if (outcome === 'refused') node.ready = false;
      if (outcome === 'lost') return refuse(answer, 502);
    }
    refuse(answer, 503);
  }

  const server: Server = createServer({ requestTimeout: 120_000, keepAliveTimeout: 75_000 }, (asked, answer) => {
    forward(asked, answer).catch(() => answer.destroy());
  });
  server.on('connection', (socket) => {
    visitors.add(socket);
    socket.once('close', () => visitors.delete(socket));
  });
  await new Promise<void>((ready, failed) => {
    server.once('error', failed);
    server.listen(options.port, '127.0.0.1', ready);
  });
  return {
    port: (server.address() as AddressInfo).port,
    readyPorts: () => nodes.filter((node) => node.ready).map((node) => node.port),
    dropConnections: () => {
      for (const socket of visitors) socket.resetAndDestroy();
    },
    close: async () => {
      for (const timer of probes) clearInterval(timer);
      await new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      });
      kept.destroy();
    },
  };
}

/** `again`: it has reached no node. `lost`: nobody knows what became of it. */
type Outcome = 'answered' | 'refused' | 'again' | 'lost';

function send(node: Node, asked: IncomingMessage, answer: ServerResponse, kept: Agent): Promise<Outcome> {
  const reads = asked.method === 'GET' || asked.method === 'HEAD';
  return new Promise((resolve) => {
    const up = request({
      host: '127.0.0.1',
      port: node.port,
      method: asked.method,
      path: asked.url,
      headers: forwarded(asked),
      // An act is sent on a connection of its own, which no node is about to close.
      agent: reads ? kept : false,
    });
    let reached = false;
    const body = () => {
      reached = true;
      if (!reads) asked.pipe(up);
    };
    up.once('socket', (socket) => {
      if (socket.connecting) socket.once('connect', body);
      else body();
    });
    if (reads) up.end();
    up.once('response', (got) => {
      answer.writeHead(got.statusCode ?? 502, got.statusMessage, endToEnd(got));
      got.pipe(answer);
      got.once('error', () => answer.destroy());
      got.once('close', () => {
        if (!got.complete) answer.destroy();
      });
      resolve('answered');
    });
    up.once('error', () => {
      if (!reached) resolve('refused');
      else if (reads && up.reusedSocket && !answer.headersSent) resolve('again');
      else resolve('lost');
    });
    answer.once('close', () => {
      if (!answer.writableFinished) up.destroy();
    });
  });
}

function forwarded(asked: IncomingMessage): Record<string, string | string[]> {
  return {
    ...endToEnd(asked),
    'x-forwarded-for': asked.socket.remoteAddress ?? '',
    'x-forwarded-proto': 'http',
    'x-forwarded-host': asked.headers.host ?? '',
  };
}

function endToEnd(message: IncomingMessage): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined && !hopByHop.has(name)) headers[name] = value;
  }
  return headers;
}

function refuse(answer: ServerResponse, status: 502 | 503): void {
  if (answer.headersSent) {
    answer.destroy();
    return;
  }
  answer.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'retry-after': '5',
    'cache-control': 'no-store',
  });
  answer.end('Le guichet ne répond pas pour le moment. Réessayez dans quelques instants.\n');
}

function isReady(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = request({ host: '127.0.0.1', port, path: '/health/ready', agent: false, timeout: 2000 }, (got) => {
      got.resume();
      resolve(got.statusCode === 200);
    });
    probe.once('timeout', () => probe.destroy());
    probe.once('error', () => resolve(false));
    probe.end();
  });
}
