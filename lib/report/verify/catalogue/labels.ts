/** What the model calls parts that no template names, in brackets behind their owner. */
const PARTS: Readonly<Record<string, string>> = {
  'default network ACL': 'デフォルトのネットワーク ACL',
  'default security group': 'デフォルトのセキュリティグループ',
  'default egress rule': 'デフォルトのアウトバウンドルール',
  'main route table': 'メインルートテーブル',
  'local route': 'ローカルルート',
  'default route table': 'デフォルトルートテーブル',
};

const WORDS: Readonly<Record<string, string>> = {
  internet: 'インターネット',
  'another VPC': '別の VPC',
  'no firewall': 'ファイアウォールなし',
  'network ACL': 'ネットワーク ACL',
  'a transform': '変換',
};

/** The name of something; what templates and programs named stays as it is. */
export function translateLabel(text: string): string {
  const word = WORDS[text];
  if (word !== undefined) {
    return word;
  }
  const address = /^internet \((.+)\)$/u.exec(text)?.[1];
  if (address !== undefined) {
    return `インターネット（${address}）`;
  }
  const started = /^anything started in (.+)$/u.exec(text)?.[1];
  if (started !== undefined) {
    return `${started} で起動されうるもの`;
  }
  const [, owner, part] = /^(.+) \(([^()]+)\)$/u.exec(text) ?? [];
  if (owner !== undefined && part !== undefined && PARTS[part] !== undefined) {
    return `${translateLabel(owner)}（${PARTS[part]}）`;
  }
  const [, what, where] = /^(\S+) in (\S+)$/u.exec(text) ?? [];
  return what === undefined || where === undefined ? text : `${what}（${where}）`;
}
