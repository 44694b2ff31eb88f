import { VERIFY_REPORT_VERSION } from './document';

/** A part of a JSON schema. */
type Schema = Readonly<Record<string, unknown>>;

const text = (description: string): Schema => ({ type: 'string', description });
const count = (description: string): Schema => ({ type: 'integer', minimum: 0, description });
const flag = (description: string): Schema => ({ type: 'boolean', description });
const texts = (description: string): Schema => ({ type: 'array', items: { type: 'string' }, description });
const list = (items: Schema, description: string): Schema => ({ type: 'array', items, description });
const one = (values: readonly string[], description: string): Schema => ({ type: 'string', enum: values, description });
const ref = (name: string): Schema => ({ $ref: `#/$defs/${name}` });

/** Names of optional fields end in `?`. */
function object(fields: Readonly<Record<string, Schema>>, description?: string): Schema {
  const names = Object.keys(fields);
  return {
    type: 'object',
    ...(description === undefined ? {} : { description }),
    properties: Object.fromEntries(Object.entries(fields).map(([name, field]) => [name.replace('?', ''), field])),
    required: names.filter((name) => !name.endsWith('?')),
    additionalProperties: false,
  };
}

const SEMANTICS = texts('Ids of the rules of docs/semantics.md on which it rests.');

const PLACE = {
  id: text('Stable name: construct path of the stack, logical id, and what it is about behind a #.'),
  label: text('Name for people.'),
  'constructPath?': text('Construct path.'),
  'logicalId?': text('Logical id in the template.'),
  'type?': text('Type in CloudFormation.'),
  'stack?': text('Name of the stack.'),
  'property?': text('The property, for example SecurityGroupIngress[0].'),
  'file?': text('File that made it, relative to the project; the template when no line of a program is known.'),
  'line?': count('Line in the file, from 1.'),
  'column?': count('Column in the line.'),
};

const PARTY = object({
  id: text('Stable name.'),
  label: text('Name for people.'),
  kind: one(['internet', 'interface', 'site', 'service', 'edge'], 'What it is.'),
});

const PACKET = object({
  source: text('Source address; ${…} where only the deployment tells.'),
  destination: text('Destination address, as the sender writes it.'),
  protocol: count('Number of the protocol.'),
  'sourcePort?': count('Source port.'),
  'destinationPort?': count('Destination port.'),
  'icmpType?': count('ICMP type.'),
  'icmpCode?': count('ICMP code.'),
});

const HOP = object({
  kind: one(
    [
      'source',
      'group-out',
      'acl-out',
      'route',
      'translation',
      'firewall',
      'gateway',
      'acl-in',
      'group-in',
      'listener',
      'destination',
    ],
    'Which kind of step.',
  ),
  decision: one(['passes', 'blocks', 'unknown'], 'What becomes of the packet.'),
  says: text('What happens.'),
  at: ref('place'),
  'rule?': object({ ...PLACE, 'text?': text('What the rule says, for example tcp/443 0.0.0.0/0.') }),
  semantics: SEMANTICS,
});

const CONNECTION = object({
  from: ref('party'),
  to: ref('party'),
  packet: PACKET,
  forward: list(ref('hop'), 'The way of the packet.'),
  'back?': list(ref('hop'), 'The way of the answer.'),
});

const LAYER = object({
  kind: one(
    ['no-route', 'no-address', 'group-out', 'acl-out', 'firewall', 'acl-in', 'group-in', 'no-listener', 'together'],
    'Why it stops everything.',
  ),
  says: text('What stops it.'),
  at: ref('place'),
  semantics: SEMANTICS,
});

const RESULT = object({
  fingerprint: text('Names the question; it stays when lines move and when the verdict changes.'),
  way: text('Names the way that was found, or what is unknown; another way has another one.'),
  rule: text('Id of the rule of the policy.'),
  kind: text('Kind of the rule.'),
  severity: one(['error', 'warning'], 'Whether a failure fails the run.'),
  says: text('What must hold.'),
  'why?': text('Why it must hold, as the policy says.'),
  from: text('Who sends.'),
  to: text('Who receives.'),
  services: texts('Services asked about; none stands for all.'),
  level: one(['direct', 'via-proxies', 'via-compute'], 'How far chains of connections are followed.'),
  relation: one(['delivers', 'session'], 'Whether the packet alone counts, or that its answer comes back too.'),
  holds: flag('Whether it holds: PROVED, or PROVED-IF with every assumption accepted.'),
  headline: text('The verdict in one sentence.'),
  verdict: one(['PROVED', 'PROVED-IF', 'REFUTED', 'UNDETERMINED'], 'The verdict.'),
  assuming: texts('Defaults of parameters that it needs: <stack>/<parameter>=<value>.'),
  'world?': text('Conditions under which the witness holds.'),
  pairs: count('Pairs of parties that were looked at.'),
  semantics: SEMANTICS,
  blames: list(
    object({ says: text('What would have to be known.'), 'at?': ref('place'), semantics: SEMANTICS }),
    'Of UNDETERMINED: what decides and is not in the templates.',
  ),
  'connections?': list(ref('connection'), 'One concrete packet, with the connections before it, first to last.'),
  'certificate?': object(
    {
      depth: count('Least number of layers of which each alone stops everything.'),
      pairs: list(
        object({
          from: text('Id of the sender.'),
          to: text('Id of the receiver.'),
          layers: list(ref('layer'), 'Layers of which each alone stops everything.'),
        }),
        'Every pair.',
      ),
    },
    'Of PROVED isolation: what stops it.',
  ),
  failing: list(
    object({
      from: text('Id of the sender.'),
      to: text('Id of the receiver.'),
      state: one(['open', 'perhaps-open', 'closed', 'perhaps-closed'], 'What is wrong with the pair.'),
      services: texts('Services that get through, or that do not.'),
      fingerprint: text('Names it in a baseline.'),
    }),
    'Every pair of parties for which it does not hold.',
  ),
  changes: list(
    object({
      says: text('What to change.'),
      at: list(ref('place'), 'What it changes.'),
      collateral: count('Other connections that it affects.'),
      examples: texts('Some of them.'),
    }),
    'Smallest changes after which the verdict would be another.',
  ),
  controlPlane: list(
    object({
      way: text('Which way, for example session-manager.'),
      to: text('Id of the party.'),
      says: text('Who gets there.'),
      at: ref('place'),
    }),
    'Ways that no packet filter sees; no part of the verdict.',
  ),
});

const COVERAGE = object({
  exact: count('Resources that are modelled exactly.'),
  approximated: count('Resources that count as open to everything they name.'),
  inert: count('Resources that no packet passes, by review.'),
  types: {
    type: 'object',
    description: 'By type.',
    additionalProperties: object({
      treated: one(['exact', 'approximated', 'inert'], 'How it is treated.'),
      count: count('Number of resources.'),
      'why?': text('Why it is approximated.'),
    }),
  },
});

/** JSON schema of the JSON report; `npm run docs` writes it to docs/reference/verify-report.schema.json. */
export function verifyReportJsonSchema(): object {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Report of honmaru verify',
    ...object({
      version: { const: VERIFY_REPORT_VERSION, description: 'Version of this shape.' },
      tool: object({ name: { const: 'honmaru' }, version: text('Version of the package.') }),
      language: one(['en', 'ja'], 'Language of the sentences.'),
      holds: flag('Whether every rule of severity error holds and there is no finding of severity error.'),
      policy: object({ name: text('Name of the policy.'), 'file?': text('File it was read from.') }),
      templates: list(
        object({
          stack: text('Name of the stack.'),
          file: text('Template file.'),
          sha256: text('SHA-256 of the template.'),
        }),
        'Templates that were read.',
      ),
      worlds: texts('Possible combinations of conditions; one, without a name, when none is open.'),
      coverage: COVERAGE,
      results: list(ref('result'), 'Every question of the policy.'),
      findings: list(
        object({
          fingerprint: text('Names the finding.'),
          code: text('Stable code.'),
          severity: one(['error', 'warning', 'note'], 'How bad it is.'),
          says: text('What is the case and what follows.'),
          'at?': ref('place'),
          semantics: SEMANTICS,
        }),
        'What is wrong or surprising without a question.',
      ),
      network: list(
        object({ code: text('Stable code.'), says: text('What was noticed.'), at: ref('place') }),
        'Noticed by the engine and the template reader.',
      ),
      ledger: list(
        object({
          kind: one(
            ['semantics', 'parameter', 'site', 'octopus', 'unmodelled', 'spoofing'],
            'What kind of assumption.',
          ),
          id: text('Stable name.'),
          says: text('What is assumed.'),
          restedOnBy: texts('Results that rest on it.'),
        }),
        'What verdicts rest on that the templates do not say.',
      ),
      'scope?': list(
        object({
          party: text('Id of the party.'),
          label: text('Name for people.'),
          scope: one(['in-scope', 'connected-to', 'out-of-scope'], 'PCI DSS scope.'),
          because: text('Why.'),
        }),
        'PCI DSS scope, when the policy declares card data.',
      ),
    }),
    $defs: { place: object(PLACE), party: PARTY, hop: HOP, connection: CONNECTION, layer: LAYER, result: RESULT },
  };
}
