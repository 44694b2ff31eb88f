import { asList, asString, isObject, type JsonValue, type TemplateResource } from '../../../template';
import type { Blame } from '../../../verify';
import type { InLanguages } from '../language';

/** How far references are followed from what is to blame to the parameter that decides. */
const FARTHEST = 3;

/** What to tell the tool, or to write into the templates, so that something unknown becomes known. */
export function adviceFor({ what, origin, rules }: Blame): readonly InLanguages[] {
  const parameters = origin?.resource === undefined ? [] : parametersNear(origin.resource);
  const given = parameters.map((name): InLanguages => ({
    en: `give --param ${name}=VALUE`,
    ja: `--param ${name}=値 を与える`,
  }));
  const isConditional = origin?.resource?.condition !== undefined;
  const advice = BY_WORDS.filter(([words]) => words.test(what) && (words !== EXISTS || isConditional)).map(
    ([, text]) => text,
  );
  const found = [...advice, ...given];
  return found.length > 0 || !rules.some((rule) => rule.startsWith('UNK')) ? found : [WRITE_LITERALLY];
}

const WRITE_LITERALLY: InLanguages = {
  en: 'write the value into the template, or give the parameter that it comes from',
  ja: '値をテンプレートに直接書くか、元になるパラメータの値を与える',
};

const EXISTS = / exists$|depends on conditions/;

const BY_WORDS: readonly (readonly [RegExp, InLanguages])[] = [
  [
    / advertises$|^relayed by |over the VPN/,
    {
      en: 'declare the site in the policy: sites: [{ customerGateway, prefixes, relaysTo }]',
      ja: 'ポリシーで相手先を宣言する：sites: [{ customerGateway, prefixes, relaysTo }]',
    },
  ],
  [
    /joins its connections$/,
    {
      en: 'let sites that must stay apart end on gateways of their own',
      ja: '互いに届いてはならない相手先は、別々のゲートウェイで終端する',
    },
  ],
  [
    /is not modelled/,
    {
      en: 'the type or property is not modelled and counts as open to everything it names; separate it from these networks, or look at it by hand',
      ja: 'その型やプロパティはモデル化されておらず、名指すものすべてに開いているとみなす。これらのネットワークから切り離すか、人が確かめる',
    },
  ],
  [
    /^zone of |in the zone of the sender|crosses? the firewall endpoints|order of the endpoints/,
    {
      en: 'give the zones: --zones REGION=a,b,c, and pick firewall endpoints by their zone',
      ja: '--zones リージョン=a,b,c でゾーンを与え、ファイアウォールエンドポイントはゾーンで選ぶ',
    },
  ],
  [
    EXISTS,
    {
      en: 'give the parameters that its condition compares',
      ja: 'その条件が比べるパラメータの値を与える',
    },
  ],
  [
    /^which addresses .* has$|puts the public address/,
    {
      en: 'write the address, or whether it is public, into the template (PrivateIpAddress, AssociatePublicIpAddress, PubliclyAccessible)',
      ja: 'アドレスや公開の有無をテンプレートに書く（PrivateIpAddress、AssociatePublicIpAddress、PubliclyAccessible）',
    },
  ],
  [
    /not in the templates$|^what no template says about |^what is behind |^what .* joins$/,
    {
      en: 'verify it together with the templates that make it',
      ja: 'それを作るテンプレートも一緒に検証する',
    },
  ],
  [
    /is forged and arrives$/,
    {
      en: 'let no rule trust a private source address behind a border that anyone may write to',
      ja: 'だれでも書き込める境界の内側で、送信元のプライベートアドレスを信用するルールをなくす',
    },
  ],
];

/** Parameters without a value that a resource, or what it refers to, takes: `<stack>.<parameter>`. */
function parametersNear(resource: TemplateResource): readonly string[] {
  const { stack } = resource;
  const found = new Set<string>();
  const seen = new Set<TemplateResource>([resource]);
  let edge: readonly TemplateResource[] = [resource];
  for (let step = 0; step < FARTHEST && edge.length > 0 && found.size === 0; step += 1) {
    const next: TemplateResource[] = [];
    for (const { properties } of edge) {
      for (const name of namesIn(properties)) {
        const referred = stack.byLogicalId.get(name);
        if (referred !== undefined && !seen.has(referred)) {
          seen.add(referred);
          next.push(referred);
        }
        if (name in stack.parameters && !(name in stack.parameterValues)) {
          found.add(`${stack.name}.${name}`);
        }
      }
    }
    edge = next;
  }
  return [...found].sort();
}

function namesIn(value: JsonValue | undefined): readonly string[] {
  if (Array.isArray(value)) {
    return (value as readonly JsonValue[]).flatMap(namesIn);
  }
  if (!isObject(value)) {
    return [];
  }
  const reference = asString(value['Ref']);
  const attribute = asString(asList(value['Fn::GetAtt'])[0]);
  return [...[reference, attribute].filter((name) => name !== undefined), ...Object.values(value).flatMap(namesIn)];
}
