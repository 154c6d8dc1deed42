import { defineMessages } from '#platform/i18n/messages.ts';

/** The import of a YAML file, and what is asked before it replaces a draft. */
export const importMessages = defineMessages({
  'import.title': { fr: 'Importer un fichier YAML', en: 'Import a YAML file' },
  'import.intro': {
    fr: 'Le format est celui des fichiers de la bibliothèque et de l’export. Le résultat est un brouillon\u00a0: rien n’est publié.',
    en: 'The format is that of the library’s files and of the export. The result is a draft: nothing is published.',
  },
  'import.file': { fr: 'Fichier de la démarche', en: 'File of the procedure' },
  'import.text': { fr: 'Ou son contenu', en: 'Or its content' },
  'import.workflow': { fr: 'Fichier du suivi', en: 'File of the workflow' },
  'import.workflowText': { fr: 'Ou son contenu (suivi)', en: 'Or its content (workflow)' },
  'import.workflowHint': {
    fr: 'Facultatif\u00a0: sans lui, le suivi de la bibliothèque que la démarche nomme.',
    en: 'Optional: without it, the workflow of the library that the procedure names.',
  },
  'import.button': { fr: 'Importer', en: 'Import' },
  'import.nothing': { fr: 'Choisissez un fichier, ou collez son contenu.', en: 'Choose a file, or paste its content.' },
  'import.line': { fr: '{file}, ligne {line}{where}\u00a0: {problem}', en: '{file}, line {line}{where}: {problem}' },
  'import.noWorkflow': {
    fr: 'Le suivi «\u00a0{workflow}\u00a0» n’est pas dans la bibliothèque\u00a0: donnez aussi son fichier.',
    en: 'The workflow “{workflow}” is not in the library: give its file too.',
  },
  'import.done': { fr: 'La démarche est importée.', en: 'The procedure is imported.' },
  'import.replaced': {
    fr: 'Le brouillon qui existait est remplacé par le fichier. Vous pouvez annuler.',
    en: 'The draft that existed is replaced by the file. You can undo it.',
  },
  'replace.title': { fr: 'Remplacer le brouillon\u00a0?', en: 'Replace the draft?' },
  'replace.intro': {
    fr: '«\u00a0{title}\u00a0» est déjà en préparation. Rien n’a encore été changé.',
    en: '“{title}” is already in preparation. Nothing has been changed yet.',
  },
  'replace.now': { fr: 'Le brouillon', en: 'The draft' },
  'replace.changed': { fr: 'Dernière modification', en: 'Last change' },
  'replace.file': { fr: 'Le fichier', en: 'The file' },
  'replace.content': {
    fr: 'Pages\u00a0: {pages}. Champs\u00a0: {fields}. États\u00a0: {states}. Actions\u00a0: {acts}.',
    en: 'Pages: {pages}. Fields: {fields}. States: {states}. Acts: {acts}.',
  },
  'replace.changes': { fr: 'Ce que le fichier changerait', en: 'What the file would change' },
  'replace.same': { fr: 'Rien\u00a0: le fichier dit la même chose.', en: 'Nothing: the file says the same.' },
  'replace.more': { fr: 'et {count} autres changements', en: 'and {count} other changes' },
  'replace.problems': {
    fr: 'Ce qui resterait à mettre au point avant de publier',
    en: 'What would be left to mend before it is published',
  },
  'replace.moreProblems': { fr: 'et {count} autres points', en: 'and {count} other points' },
  'replace.kept': {
    fr: 'Si vous le remplacez, ce qu’il est aujourd’hui reste dans son historique\u00a0: vous pourrez y revenir.',
    en: 'If you replace it, what it is today stays in its history: you can go back to it.',
  },
  'replace.button': { fr: 'Remplacer le brouillon', en: 'Replace the draft' },
  'replace.leave': { fr: 'Le laisser tel quel', en: 'Leave it as it is' },
  'import.pasted': { fr: 'Texte collé', en: 'Pasted text' },
});
