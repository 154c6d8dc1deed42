import { Button } from '#ui/components/button.tsx';
import { Select } from '#ui/components/select.tsx';
import type { SimpleField } from '../../domain/form-schema.ts';
import { ownContactName, takeContactName } from '../../domain/input-names.ts';
import { say } from '../../messages.ts';
import type { FieldViewProps } from '../field-view.ts';

/** A person of several addresses or phones chooses which one the field takes; nothing that is typed elsewhere is lost. */
export function OwnContacts({
  view,
}: {
  view: Pick<FieldViewProps<SimpleField>, 'contacts' | 'field' | 'id' | 'page'>;
}) {
  const { locale } = view.page;
  const [first] = view.contacts;
  if (first === undefined) return null;
  return (
    <div class="pv-own-contacts">
      <Select
        id={`${view.id}-own`}
        name={ownContactName(view.field.id)}
        label={say(locale, first.datum === 'address' ? 'ownAddresses' : 'ownPhones')}
        options={view.contacts.map(({ id, label }) => ({ value: id, label: label[locale] }))}
      />
      <Button tone="secondary" name={takeContactName(view.field.id)} value="1" formNoValidate>
        {say(locale, first.datum === 'address' ? 'takeAddress' : 'takePhone')}
      </Button>
    </div>
  );
}
