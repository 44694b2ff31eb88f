export { renderBackupsCsv } from './csv';
export { BACKUPS_REPORT_VERSION, renderBackupsJson } from './json';
export { renderBackupsMarkdown } from './markdown';
export type { BackupsPrettyOptions, BackupsRenderOptions } from './options';
export { renderBackupProof, renderBackups } from './pretty';
export { countsOf } from './words';
