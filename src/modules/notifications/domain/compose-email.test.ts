import { expect, test } from 'vitest';
import { composeEmail } from './compose-email.ts';
import { splitLinks } from './link-text.ts';

const authority = { name: 'Commune de Vernon', lines: ['02 32 64 38 00'] };

test('an e-mail in French, whole', () => {
  const text = composeEmail({
    locale: 'fr',
    greeting: 'Bonjour Madame Martin,',
    paragraphs: ['Votre demande a été reçue.'],
    facts: [['Numéro de suivi', '4K7M-2XAW-9RT']],
    action: { label: 'Suivre votre demande', href: 'https://guichet.exemple.fr/suivi' },
    authority,
  });
  expect(text.split('\n\n')).toEqual([
    'Bonjour Madame Martin,',
    'Votre demande a été reçue.',
    'Numéro de suivi\u00a0: 4K7M-2XAW-9RT',
    'Suivre votre demande\u00a0:\nhttps://guichet.exemple.fr/suivi',
    'Commune de Vernon\n02 32 64 38 00',
    expect.stringMatching(/^-- \nCe message est envoyé automatiquement\u00a0: merci de ne pas y répondre/),
  ]);
});

test('an e-mail in English has English signs', () => {
  const text = composeEmail({ locale: 'en', paragraphs: [], facts: [['Code', 'X']], authority });
  expect(text).toMatch(/^Hello,\n\nCode: X\n\n/);
  expect(text).toContain('please do not reply');
});

test('addresses become links without the point that follows them, and nothing else does', () => {
  expect(splitLinks('Voir https://a.example/b?c=1. Puis (http://d.example), pas javascript:alert(1).')).toEqual([
    { text: 'Voir ' },
    { text: 'https://a.example/b?c=1', href: 'https://a.example/b?c=1' },
    { text: '. Puis (' },
    { text: 'http://d.example', href: 'http://d.example' },
    { text: '), pas javascript:alert(1).' },
  ]);
});
