import { setTimeout } from 'node:timers/promises';
import { type Answer, Visitor } from '../bench/support/browser-like-client.ts';
import type { Fields, Files } from '../bench/support/filing.ts';
import { readForm } from '../bench/support/html-form.ts';
import type { Ledger } from './ledger.ts';
import type { Random } from './random.ts';

/** The counter has refused for good: the person begins again another time. */
export class GivenUp extends Error {}

export interface Surroundings {
  readonly port: number;
  readonly ledger: Ledger;
  /** While faults go on; afterwards what was begun is ended and nothing new is begun. */
  going(): boolean;
}

/**
 * Somebody at a browser on a bad line: sends the same form again when nothing was heard, as one does with "reload", and
 * sometimes closes the lid in the middle.
 */
export class Person {
  readonly random: Random;
  readonly #surroundings: Surroundings;
  #visitor: Visitor;

  constructor(surroundings: Surroundings, random: Random, address: string) {
    this.#surroundings = surroundings;
    this.random = random;
    this.#visitor = new Visitor(surroundings.port, { from: address });
  }

  get ledger(): Ledger {
    return this.#surroundings.ledger;
  }

  get going(): boolean {
    return this.#surroundings.going();
  }

  forgetCookies(): void {
    this.#visitor.forgetCookies();
  }

  close(): void {
    this.#visitor.close();
  }

  /** Reads a page until it comes. @throws GivenUp for an answer that will stay the same */
  async read(path: string): Promise<{ html: string; at: string }> {
    let at = path;
    for (let hops = 0; hops < 5; hops += 1) {
      const answer = await this.#insist(path, () => this.#visitor.get(at));
      const location = answer.headers.get('location');
      if (answer.status === 303 && location !== undefined) at = location;
      else if (answer.status === 200) return { html: answer.body.toString(), at };
      else throw new GivenUp(`${at}: ${answer.status}`);
    }
    throw new GivenUp(`${path}: redirects`);
  }

  /** Sends the form of a page until it is accepted, the very same each time. @returns where it leads */
  async send(
    page: { html: string; at: string },
    action: string | undefined,
    fields: Fields,
    files: Files = [],
  ): Promise<string> {
    const html = action === undefined ? page.html : formOf(page.html, action);
    const form = readForm(html, page.at);
    const all = [...form.hidden, ...fields];
    const answer = await this.#insist(form.action, () =>
      form.multipart ? this.#visitor.postMultipart(form.action, all, files) : this.#visitor.postForm(form.action, all),
    );
    const location = answer.headers.get('location');
    // An agent whose session has ended meanwhile is asked to sign in, and nothing was done.
    if (location?.startsWith('/agents/connexion') === true) throw new GivenUp(`${form.action}: signed out`);
    if (answer.status === 303 && location !== undefined) return location;
    throw new GivenUp(`${form.action}: ${answer.status}`);
  }

  /** Goes away, and says why. @throws what is a fault of the harness */
  giveUp(error: unknown): void {
    if (!(error instanceof GivenUp)) throw error;
    this.ledger.givenUp.push(error.message.replace(/[0-9a-f-]{36}/g, ':id'));
  }

  async pause(low: number, high: number): Promise<void> {
    await setTimeout(this.random.between(low, high) * 1000);
  }

  async #insist(path: string, ask: () => Promise<Answer>): Promise<Answer> {
    for (let tries = 0; tries < 60; tries += 1) {
      const answer = await this.#once(ask);
      const status = answer?.status ?? 0;
      this.ledger.answers.set(status, (this.ledger.answers.get(status) ?? 0) + 1);
      if (status === 500) this.ledger.unexpected.push(path.replace(/[0-9a-f-]{36}/g, ':id'));
      // Nothing heard, or "not now": the same again.
      if (answer !== undefined && status < 500 && status !== 429) return answer;
      await this.pause(0.2, 1.2);
    }
    throw new GivenUp(`${path}: nothing for a long time`);
  }

  async #once(ask: () => Promise<Answer>): Promise<Answer | undefined> {
    const closes = this.going && this.random.next() < 0.03;
    const cut = closes ? setTimeout(this.random.between(0, 60)).then(() => this.#visitor.close()) : undefined;
    // A node that was killed with the request in hand says nothing, and neither does the proxy of one that hangs.
    const late = new AbortController();
    const silence = setTimeout(30_000, undefined, { signal: late.signal }).then(
      () => this.#visitor.close(),
      () => undefined,
    );
    try {
      return await ask();
    } catch {
      return undefined;
    } finally {
      late.abort();
      await Promise.all([cut, silence]);
    }
  }
}

/** A page with the one form whose address ends so. */
function formOf(html: string, ending: string): string {
  for (const [form] of html.matchAll(/<form\b[^>]*method="post"[^>]*>[\s\S]*?<\/form>/gi)) {
    const action = /action="([^"]*)"/.exec(form)?.[1] ?? '';
    if (action.endsWith(ending)) return `<main>${form}</main>`;
  }
  throw new GivenUp(`no form ${ending}`);
}
