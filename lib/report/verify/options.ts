import type { Language } from './language';
import type { PlaceOptions } from './explain';

/** What every renderer is told beside the report. */
export interface RenderOptions extends PlaceOptions {
  readonly language: Language;
}
