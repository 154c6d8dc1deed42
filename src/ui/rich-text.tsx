import type { ComponentChildren } from 'preact';

export interface RichTextProps {
  /** Paragraphs, `- ` lists, `**bold**`, `[label](address)`, `## headings`. Anything else is shown as typed. */
  text: string;
  /** Level given to `##`; `###` is one below. */
  headingLevel?: 2 | 3 | 4;
}

/**
 * The texts of the library and of authorities. The result is made of elements, never of HTML: whatever is typed, nothing
 * can be injected. Links go to http, https, mailto, tel and addresses of this site only.
 */
export function RichText({ text, headingLevel = 2 }: RichTextProps) {
  return <>{splitBlocks(text).map((block, index) => renderBlock(block, headingLevel, index))}</>;
}

type Block =
  | { kind: 'heading'; depth: 0 | 1; text: string }
  | { kind: 'list'; items: string[] }
  | { kind: 'paragraph'; text: string };

function splitBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  let afterBlank = true;
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.trim();
    const last = afterBlank ? undefined : blocks.at(-1);
    const heading = line.startsWith('### ') ? 1 : line.startsWith('## ') ? 0 : undefined;
    afterBlank = line === '' || heading !== undefined;
    if (line === '') continue;
    if (heading !== undefined) blocks.push({ kind: 'heading', depth: heading, text: line.slice(heading + 3) });
    else if (line.startsWith('- ') && last?.kind === 'list') last.items.push(line.slice(2));
    else if (line.startsWith('- ')) blocks.push({ kind: 'list', items: [line.slice(2)] });
    else if (last?.kind === 'list') last.items.push(`${last.items.pop()} ${line}`);
    else if (last?.kind === 'paragraph') last.text += ` ${line}`;
    else blocks.push({ kind: 'paragraph', text: line });
  }
  return blocks;
}

function renderBlock(block: Block, headingLevel: number, key: number) {
  switch (block.kind) {
    case 'heading': {
      const Heading = `h${headingLevel + block.depth}` as 'h2' | 'h3' | 'h4' | 'h5';
      return (
        <Heading class={block.depth === 0 ? 'govuk-heading-m' : 'govuk-heading-s'} key={key}>
          {renderInline(block.text)}
        </Heading>
      );
    }
    case 'list':
      return (
        <ul class="govuk-list govuk-list--bullet" key={key}>
          {block.items.map((item, index) => (
            <li key={index}>{renderInline(item)}</li>
          ))}
        </ul>
      );
    case 'paragraph':
      return (
        <p class="govuk-body" key={key}>
          {renderInline(block.text)}
        </p>
      );
  }
}

const marks = /\*\*([^*]+)\*\*|\[([^\]]+)\]\(([^()\s]+)\)/g;

function renderInline(text: string): ComponentChildren[] {
  const parts: ComponentChildren[] = [];
  let end = 0;
  for (const match of text.matchAll(marks)) {
    parts.push(text.slice(end, match.index));
    const [whole, bold, label, address] = match;
    if (bold !== undefined) parts.push(<strong>{bold}</strong>);
    else if (label !== undefined && address !== undefined && isSafeAddress(address)) {
      parts.push(
        <a class="govuk-link" href={address}>
          {label}
        </a>,
      );
    } else parts.push(whole);
    end = match.index + whole.length;
  }
  parts.push(text.slice(end));
  return parts;
}

function isSafeAddress(address: string): boolean {
  // "//host" would leave the site while looking like a path of it, and browsers read "\" as "/".
  if (address.startsWith('/')) return !/^\/[/\\]/.test(address);
  return address.startsWith('#') || /^(https?:\/\/|mailto:|tel:)/i.test(address);
}
