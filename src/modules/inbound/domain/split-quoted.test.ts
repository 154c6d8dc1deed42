import { expect, test } from 'vitest';
import { splitQuoted } from './split-quoted.ts';

test('what the program repeats is folded, and kept', () => {
  const text =
    'Bonjour,\nvoici la pièce.\n\nLe lun. 23 nov. 2026 à 09:12, Mairie de Vernon <guichet@exemple.fr> a\nécrit :\n\n> Bonjour,\n> il manque une pièce.\n';
  expect(splitQuoted(text)).toEqual({
    body: 'Bonjour,\nvoici la pièce.',
    quoted: expect.stringContaining('> il manque une pièce.'),
  });
});

test('the header of Outlook begins a quotation', () => {
  const text =
    'Merci !\n\nDe : Mairie <guichet@exemple.fr>\nEnvoyé : lundi 23 novembre 2026 09:12\nÀ : Jeanne\nObjet : Votre demande\n\nBonjour,';
  expect(splitQuoted(text).body).toBe('Merci !');
});

test('answers between the lines stay, without the lines', () => {
  const text = 'On Mon, Nov 23, 2026 at 9:12 AM Mairie wrote:\n> Votre adresse ?\n12 rue Haute\n> Votre âge ?\n40 ans';
  const { body, quoted } = splitQuoted(text);
  expect(body).toBe('12 rue Haute\n40 ans');
  expect(quoted).toContain('> Votre âge ?');
});

test('signatures go with the quotation', () => {
  expect(splitQuoted('Oui.\n-- \nJeanne Martin\n06 12')).toEqual({ body: 'Oui.', quoted: '-- \nJeanne Martin\n06 12' });
  expect(splitQuoted('Oui.\n\nEnvoyé de mon iPhone')).toEqual({ body: 'Oui.', quoted: 'Envoyé de mon iPhone' });
});

test('a message that is all quotation stays whole', () => {
  const text = '---------- Forwarded message ---------\nDe : Paul\nBonjour';
  expect(splitQuoted(text)).toEqual({ body: text, quoted: '' });
  expect(splitQuoted('')).toEqual({ body: '', quoted: '' });
});

test('a sentence that begins like an introduction is none', () => {
  expect(splitQuoted('Le maire a écrit une lettre.\nMerci.').body).toBe('Le maire a écrit une lettre.\nMerci.');
});
