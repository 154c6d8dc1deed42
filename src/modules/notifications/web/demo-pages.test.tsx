import { renderToString } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { WordsProvider } from '#ui/words.tsx';
import { DemoMessagePage } from './demo-message.page.tsx';
import { DemoMessageList } from './demo-message-list.page.tsx';

const message = {
  id: '01938c4a-0000-7000-8000-000000000001',
  medium: 'email',
  recipient: 'marie@exemple.fr',
  subject: 'Votre <demande>',
  body: 'Bonjour,\n\nSuivre\u00a0:\nhttps://guichet.exemple.fr/suivi?a=1&b=2\n\n<script>alert(1)</script>\n',
  attachments: [{ name: 'Accusé.pdf', size: 3 }],
  sent_at: new Date('2026-11-22T09:00:00Z'),
};

test('a message shows its text as written, with its address to click', () => {
  const html = renderToString(
    <WordsProvider locale="fr">
      <DemoMessagePage locale="fr" message={message} />
    </WordsProvider>,
  );
  expect(html).toContain('<a class="govuk-link" href="https://guichet.exemple.fr/suivi?a=1&amp;b=2">');
  expect(html).toContain('&lt;script>');
  expect(html).not.toContain('<script');
  expect(html).toContain('Accusé.pdf');
  expect(html.match(/<h1/g)).toHaveLength(1);
});

test('the list keeps its filter from page to page', () => {
  const html = renderToString(
    <WordsProvider locale="en">
      <DemoMessageList locale="en" messages={[message]} medium="email" current={2} pages={3} />
    </WordsProvider>,
  );
  expect(html).toContain('href="/demo/messages?medium=email&amp;page=3"');
  expect(html).toContain('href="/demo/messages?medium=email" aria-current="page"');
  expect(html).toContain(`href="/demo/messages/${message.id}"`);
});
