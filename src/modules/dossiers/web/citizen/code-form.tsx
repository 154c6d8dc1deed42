import type { RequestContext } from '#platform/http/context.ts';
import { Button } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { dossierMessages as say } from '../../messages.ts';

/** Where a tracking code is typed. */
export function CodeForm({
  context,
  typed,
  error,
  action = '/suivi',
}: {
  context: RequestContext;
  typed?: string;
  error?: string;
  action?: string;
}) {
  const { locale } = context;
  return (
    <Form action={action} csrf={context.csrfToken()} autocomplete="off">
      <TextInput
        id="code"
        label={say(locale, 'code.label')}
        hint={say(locale, 'code.hint')}
        value={typed}
        error={error}
        spellcheck={false}
        width={20}
      />
      <Button>{say(locale, 'code.button')}</Button>
    </Form>
  );
}
