import {
  parseLedger,
  renderAcknowledgementTable,
  renderLedgerCsv,
  renderLedgerJson,
  type ComplianceLedger,
  type LedgerRow,
} from '../../lib/report';

const subject = {
  stack: 'Demo-ap-northeast-1-Data',
  resource: 'Bucket1',
  resourceType: 'AWS::S3::Bucket',
  constructPath: 'Demo-ap-northeast-1-Data/Bucket/Resource',
};
const rows: readonly LedgerRow[] = [
  { pack: 'P', rule: 'P-1', ...subject, outcome: 'Compliant' },
  { pack: 'P', rule: 'P-2', ...subject, outcome: 'Not applicable' },
  {
    pack: 'P',
    rule: 'P-3[Resource::*]',
    ...subject,
    outcome: 'Non-compliant',
    detail: '=1+1',
    reason: '公開情報のみを保存',
    owner: 'platform',
    expires: '2027-11-30',
  },
];
const ledger: ComplianceLedger = {
  packs: [{ name: 'P', stacks: ['Demo-ap-northeast-1-Data'] }],
  rows,
  acknowledgements: [
    {
      rules: ['P::P-3[Resource::*]'],
      where: ['*-Data/**'],
      reason: '公開情報のみを保存',
      owner: 'platform',
      expires: '2027-11-30',
      matches: { 'P::P-3[Resource::*]': 1 },
      elsewhere: false,
    },
  ],
};

test('writes one line for every rule on every resource', () => {
  const place = 'Demo-ap-northeast-1-Data,Bucket1,AWS::S3::Bucket,Demo-ap-northeast-1-Data/Bucket/Resource';
  expect(renderLedgerCsv(ledger).split('\r\n')).toEqual([
    '\ufeffpack,rule,stack,resource,resource type,construct path,outcome,detail,reason,owner,expires',
    `P,P-1,${place},Compliant,,,,`,
    `P,P-2,${place},Not applicable,,,,`,
    `P,P-3[Resource::*],${place},Non-compliant,'=1+1,公開情報のみを保存,platform,2027-11-30`,
    '',
  ]);
});

test('reads back from JSON what it wrote', () => {
  const read = parseLedger(renderLedgerJson(ledger));
  expect({ ...read, rows: [] }).toEqual({ ...ledger, rows: [] });
  expect(read.rows).toHaveLength(rows.length);
  expect(read.rows).toEqual(expect.arrayContaining([...rows]));
});

test('lists rules that do not apply under their pack', () => {
  expect(JSON.parse(renderLedgerJson(ledger))).toMatchObject({
    format: 'honmaru-compliance-ledger/1',
    resources: [{ resource: 'Bucket1', notApplicable: { P: ['P-2'] } }],
  });
});

test('renders acknowledgements as a table in which no text can become markup', () => {
  const [entry] = ledger.acknowledgements;
  const table = renderAcknowledgementTable(
    entry === undefined ? [] : [{ ...entry, reason: '[x](javascript:1) | <script>' }],
  );
  expect(table).toContain(
    '| `P::P-3[Resource::*]` | `*-Data/**` | \\[x\\](javascript:1) \\| \\<script\\> |  | platform | 2027-11-30 |',
  );
});
