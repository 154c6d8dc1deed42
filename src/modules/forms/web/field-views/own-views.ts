import { registerFieldView } from '../field-view.ts';
import { ChoicesView, ChoiceView, ConsentView, CountryView, YesNoView } from './choice-views.tsx';
import { DateView, PeriodView } from './date-views.tsx';
import { FileView, InfoView } from './document-views.tsx';
import { AddressView, PointView } from './place-views.tsx';
import {
  CodeView,
  CommuneView,
  EmailView,
  LongTextView,
  MoneyView,
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
registerFieldView('time', TimeView);
registerFieldView('period', PeriodView);
registerFieldView('yes-no', YesNoView);
registerFieldView('choice', ChoiceView);
registerFieldView('choices', ChoicesView);
registerFieldView('address', AddressView);
registerFieldView('commune', CommuneView);
registerFieldView('country', CountryView);
for (const type of ['company', 'association', 'iban', 'plate'] as const) registerFieldView(type, CodeView);
registerFieldView('file', FileView);
registerFieldView('point', PointView);
registerFieldView('consent', ConsentView);
registerFieldView('info', InfoView);
