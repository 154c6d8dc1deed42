import { registerFieldView } from '../field-view.ts';
import { AreaView } from './area-view.tsx';
import { ChoicesView, ChoiceView, ConsentView, CountryView, YesNoView } from './choice-views.tsx';
import { DateView, MonthView, PeriodView } from './date-views.tsx';
import { ComputedView, DeclarationView } from './declaration-views.tsx';
import { FileView, InfoView } from './document-views.tsx';
import { ChildView, PersonView } from './person-views.tsx';
import { AddressView, PointView } from './place-views.tsx';
import { RankedView } from './ranked-view.tsx';
import {
  CodeView,
  CommuneView,
  EmailView,
  LongTextView,
  MoneyView,
  NirView,
  NumberView,
  PhoneView,
  TextView,
  TimeView,
} from './text-views.tsx';

registerFieldView('text', TextView);
registerFieldView('long-text', LongTextView);
registerFieldView('number', NumberView);
registerFieldView('money', MoneyView);
registerFieldView('email', EmailView);
registerFieldView('phone', PhoneView);
registerFieldView('date', DateView);
registerFieldView('month', MonthView);
registerFieldView('time', TimeView);
registerFieldView('period', PeriodView);
registerFieldView('yes-no', YesNoView);
registerFieldView('choice', ChoiceView);
registerFieldView('choices', ChoicesView);
registerFieldView('ranked', RankedView);
registerFieldView('person', PersonView);
registerFieldView('child', ChildView);
registerFieldView('address', AddressView);
registerFieldView('commune', CommuneView);
registerFieldView('country', CountryView);
for (const type of ['company', 'association', 'iban', 'plate', 'tax-reference', 'family-allowance'] as const)
  registerFieldView(type, CodeView);
registerFieldView('nir', NirView);
registerFieldView('file', FileView);
registerFieldView('point', PointView);
registerFieldView('area', AreaView);
registerFieldView('consent', ConsentView);
registerFieldView('declaration', DeclarationView);
registerFieldView('computed', ComputedView);
registerFieldView('info', InfoView);
