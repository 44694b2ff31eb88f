/** The id of an alarm as runbooks write it: what depends on the site is a placeholder. */
export function runbookId(id: string): string {
  return id.replace(/-ap-northeast-1[a-d]$/, '-<zone>').replace(/^sales-urls-.*$/, 'sales-urls-<limit>');
}
