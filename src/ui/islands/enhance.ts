import { countCharacters } from './character-count.ts';
import { enableDesk } from './desk.ts';
import { enableMapAreas } from './map-area.ts';
import { enableMapPoints } from './map-point.ts';
import { enableCopyButtons, enablePrintButtons } from './page-buttons.ts';
import { preventDoubleSubmission } from './submit-once.ts';
import { enableSuggestions } from './suggest.ts';
import { enableUploads } from './upload.ts';

// Pages are complete without any of this.
document.querySelector<HTMLElement>('[data-focus]')?.focus();
preventDoubleSubmission();
enablePrintButtons();
enableCopyButtons();
for (const area of document.querySelectorAll<HTMLTextAreaElement>('textarea[data-max]')) countCharacters(area);
for (const input of document.querySelectorAll<HTMLInputElement>('input[data-suggest-url]')) enableSuggestions(input);
for (const input of document.querySelectorAll<HTMLInputElement>('input[data-upload-url]')) enableUploads(input);
enableMapPoints();
enableMapAreas();
enableDesk();
