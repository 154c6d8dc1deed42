import type { RequestContext } from '#platform/http/context.ts';
import type { Result, Route } from '#platform/http/route.ts';
import type { EditorParts } from './editor-parts.ts';
import { showActField, submitActField } from './web/act-field.page.tsx';
import { submitActForm } from './web/act-form-acts.tsx';
import { showComparison } from './web/compare.page.tsx';
import { showCondition, submitCondition } from './web/condition.page.tsx';
import { editorPath } from './web/editor-frame.tsx';
import { showField, submitField } from './web/field.page.tsx';
import { submitFields } from './web/fields-acts.tsx';
import { showFiling, submitFiling } from './web/filing.page.tsx';
import { showForm, submitForm } from './web/form.page.tsx';
import { showHistory, showJournal, submitHistory } from './web/history.page.tsx';
import { showHome, submitDelete, submitUndo } from './web/home.page.tsx';
import { showItem, submitItem } from './web/item.page.tsx';
import { showLegal, submitLegal } from './web/legal.page.tsx';
import { showLetterPdf } from './web/letter-pdf.ts';
import { showList, submitPreparation } from './web/list.page.tsx';
import { showLetter, showMessages, submitMessages } from './web/messages.page.tsx';
import { showNew, submitNew } from './web/new.page.tsx';
import { showOpening, submitOpening } from './web/opening.page.tsx';
import { showPage, submitPage } from './web/page.page.tsx';
import { showPreview } from './web/preview.tsx';
import { showPublish, submitPublish } from './web/publish.page.tsx';
import { showHead, submitHead } from './web/texts.page.tsx';
import { showTrial, submitTrial } from './web/trial.page.tsx';
import { showValue, submitValue } from './web/value.page.tsx';
import { showWorkflow, submitWorkflow } from './web/workflow.page.tsx';
import { exportProcedure, exportWorkflow, showImport, submitImport } from './web/yaml.page.tsx';

type Handler = (context: RequestContext, parts: EditorParts) => Promise<Result>;

/** The editor of procedures, for administrators. */
export function editorRoutes(parts: EditorParts): Route[] {
  const get = (id: string, path: string, handle: Handler): Route => ({
    id: `editor.${id}`,
    method: 'GET',
    path: editorPath + path,
    access: 'administrator',
    handle: (context) => handle(context, parts),
  });
  const post = (id: string, path: string, handle: Handler): Route => ({
    ...get(id, path, handle),
    method: 'POST',
    // A form of 400 fields in both languages.
    bodyLimit: 4 * 1024 * 1024,
  });
  return [
    get('list', '', showList),
    get('new', '/nouvelle', showNew),
    post('create', '/nouvelle', submitNew),
    post('prepare', '/preparer', submitPreparation),
    get('journal', '/journal', showJournal),
    get('import', '/importer', showImport),
    { ...post('submit-import', '/importer', submitImport), multipart: true },
    get('home', '/:draft', showHome),
    post('undo', '/:draft/annuler', submitUndo),
    post('delete', '/:draft/supprimer', submitDelete),
    get('texts', '/:draft/textes', (context) => showHead(context, parts, 'texts')),
    post('save-texts', '/:draft/textes', (context) => submitHead(context, parts, 'texts')),
    get('fees', '/:draft/tarifs', (context) => showHead(context, parts, 'fees')),
    post('save-fees', '/:draft/tarifs', (context) => submitHead(context, parts, 'fees')),
    get('form', '/:draft/formulaire', showForm),
    post('save-form', '/:draft/formulaire', submitForm),
    get('page', '/:draft/formulaire/:page', showPage),
    post('save-page', '/:draft/formulaire/:page', submitPage),
    post('save-fields', '/:draft/formulaire/:page/champs', submitFields),
    get('field', '/:draft/formulaire/:page/champs/:field', showField),
    post('save-field', '/:draft/formulaire/:page/champs/:field', submitField),
    get('condition', '/:draft/condition', showCondition),
    post('save-condition', '/:draft/condition', submitCondition),
    get('value', '/:draft/calcul', showValue),
    post('save-value', '/:draft/calcul', submitValue),
    get('opening', '/:draft/demande-liee', showOpening),
    post('save-opening', '/:draft/demande-liee', submitOpening),
    get('workflow', '/:draft/suivi', showWorkflow),
    post('save-workflow', '/:draft/suivi', submitWorkflow),
    get('filing', '/:draft/suivi/depot', showFiling),
    post('save-filing', '/:draft/suivi/depot', submitFiling),
    get('state', '/:draft/suivi/etats/:item', (context) => showItem(context, parts, 'states')),
    post('save-state', '/:draft/suivi/etats/:item', (context) => submitItem(context, parts, 'states')),
    get('transition', '/:draft/suivi/actions/:item', (context) => showItem(context, parts, 'transitions')),
    post('save-transition', '/:draft/suivi/actions/:item', (context) => submitItem(context, parts, 'transitions')),
    post('save-act-form', '/:draft/suivi/actions/:item/champs', submitActForm),
    get('act-field', '/:draft/suivi/actions/:item/champs/:field', showActField),
    post('save-act-field', '/:draft/suivi/actions/:item/champs/:field', submitActField),
    get('messages', '/:draft/messages', showMessages),
    post('add-message', '/:draft/messages', submitMessages),
    get('message', '/:draft/messages/:item', (context) => showItem(context, parts, 'messages')),
    post('save-message', '/:draft/messages/:item', (context) => submitItem(context, parts, 'messages')),
    get('letter', '/:draft/messages/courriers/:letter', showLetter),
    get('letter-text', '/:draft/messages/courriers/:item/texte', (context) => showItem(context, parts, 'letters')),
    post('save-letter', '/:draft/messages/courriers/:item/texte', (context) => submitItem(context, parts, 'letters')),
    get('letter-pdf', '/:draft/messages/courriers/:letter/apercu.pdf', showLetterPdf),
    get('legal', '/:draft/mentions', showLegal),
    post('save-legal', '/:draft/mentions', submitLegal),
    get('trial', '/:draft/essai', showTrial),
    { ...post('submit-trial', '/:draft/essai', submitTrial), multipart: true },
    get('compare', '/:draft/comparer', showComparison),
    get('publish', '/:draft/publier', showPublish),
    post('submit-publish', '/:draft/publier', submitPublish),
    get('history', '/:draft/historique', showHistory),
    post('restore', '/:draft/historique', submitHistory),
    get('export', '/:draft/demarche.yaml', exportProcedure),
    get('export-workflow', '/:draft/suivi.yaml', exportWorkflow),
    get('preview', '/:draft/apercu/:page', showPreview),
  ];
}
