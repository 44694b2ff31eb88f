import type { RenderOptions } from '../verify/options';

/** What a report on backups says beside the answers. */
export interface BackupsRenderOptions extends RenderOptions {
  /** File of the objectives, as it is shown. */
  readonly objectivesFile: string;
  readonly toolVersion: string;
  /** Templates that were read. */
  readonly read: readonly { readonly stack: string; readonly file: string; readonly sha256: string }[];
}

/** How the report is shown on a terminal. */
export interface BackupsPrettyOptions extends BackupsRenderOptions {
  /** Whether colours are used. @default false */
  readonly colours?: boolean;
  /** Columns of a line. @default 100 */
  readonly width?: number;
  /** Whether what is proved is explained as well, with the facts that everything rests on. @default false */
  readonly verbose?: boolean;
}
