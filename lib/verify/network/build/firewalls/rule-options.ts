/** Options of a rule that say nothing about which packets it matches. */
const SILENT = new Set(['sid', 'msg', 'rev', 'metadata', 'classtype', 'priority', 'gid', 'reference', 'noalert']);

/** Whether an option says nothing that the first packet of a connection does not fulfil. */
export function isSilent(option: string): boolean {
  const [name = '', ...settings] = option
    .toLowerCase()
    .split(/[:,]/)
    .map((part) => part.trim());
  return (
    SILENT.has(name) ||
    (name === 'flow' && settings.every((each) => each === 'to_server' || each === 'not_established'))
  );
}

/**
 * Whether an option keeps a rule to what the client sends.
 *
 * @see https://docs.suricata.io/en/latest/rules/flow-keywords.html read 2026-11-26
 */
export function isOfClient(option: string): boolean {
  const [name = '', ...settings] = option
    .toLowerCase()
    .split(/[:,]/)
    .map((part) => part.trim());
  return name === 'flow' && settings.some((each) => each === 'to_server' || each === 'from_client');
}

/** Keywords about the name that a client writes into TLS or HTTP. */
const NAME_WORDS = new Set([
  'tls.sni',
  'http.host',
  'content',
  'dotprefix',
  'startswith',
  'endswith',
  'nocase',
  'bsize',
  'flow',
]);

/** Whether a rule wants a name and nothing else. */
export function isUpToSender({
  protocol,
  options,
}: {
  readonly protocol: string;
  readonly options: readonly string[];
}): boolean {
  return (
    ['tls', 'http'].includes(protocol.toLowerCase()) &&
    options.every((option) => {
      const [name = ''] = option.toLowerCase().split(/[:,]/);
      return SILENT.has(name.trim()) || NAME_WORDS.has(name.trim());
    })
  );
}
