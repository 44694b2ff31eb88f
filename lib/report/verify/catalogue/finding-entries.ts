import type { Entry } from './pattern';

/** What is noticed about a network or a template without a question. */
export const FINDING_ENTRIES: readonly Entry[] = [
  [
    'what {a} sends to {b} crosses {c}, and its answers do not',
    '{a} が {b} に送るパケットは {c} を通るが、その応答は通らない',
  ],
  [
    'whatever is attached joins the default route table, and so reaches everything else attached; switch default association and propagation off',
    'アタッチしたものはすべてデフォルトルートテーブルに入り、互いに届く。デフォルトの関連付けと伝播をオフにすること',
  ],
  [
    '{a} rewrites the template at deployment: the stack may hold resources and rules that are not shown',
    '{a} がデプロイ時にテンプレートを書き換える。ここに現れないリソースやルールがスタックに含まれるかもしれない',
  ],
  [
    'the template of nested stack {a} is not at hand ({b}): nothing is known about what it makes',
    'ネストされたスタック {a} のテンプレートが手元にない（{b}）。何が作られるか分からない',
  ],
  [
    'the value depends on the order in which {a} lists its endpoints, which is not guaranteed: traffic may go to the endpoint of another Availability Zone; pick the endpoint by its zone',
    '値が {a} のエンドポイントの並び順に依存しているが、その順序は保証されない。別のアベイラビリティーゾーンのエンドポイントに流れることがある。ゾーンを指定してエンドポイントを選ぶこと',
  ],
  [
    '{a} is a placeholder of a look-up that was not made: nothing is known about the real value; synthesize with credentials and commit cdk.context.json',
    '{a} は、行われなかった参照の仮の値であり、本当の値は分からない。認証情報を与えて合成し、cdk.context.json をコミットすること',
  ],
  ['Fn::If {a}: the stack has no such condition', 'Fn::If {a}：その条件がスタックにない'],
  ['Ref {a}: the stack has no such resource or parameter', 'Ref {a}：そのリソースやパラメータがスタックにない'],
  ['Fn::GetAtt {a}: the stack has no such resource', 'Fn::GetAtt {a}：そのリソースがスタックにない'],
  ['{a} has no output {b}: the value is unknown', '{a} に出力 {b} がなく、値が分からない'],
  ['{a} is in no stack of {b} that was read', '{a} は、読み込んだ {b} のどのスタックにもない'],
  [
    'which export {a} names is only known at deployment: nothing is known about the value',
    '{a} がどのエクスポートを指すかはデプロイ時まで分からず、値も分からない',
  ],
  ['{a}; CloudFormation refuses the template', '{a}。CloudFormation はこのテンプレートを受け付けない'],
  [
    '{a} conditions are only known at deployment, and what they compare has more than {b} combinations or they are more than {c}: values are taken for any of their alternatives; give values to the parameters',
    '{a} 個の条件がデプロイ時まで決まらず、組み合わせが {b} 通りまたは条件が {c} 個を超えるため、どの値もありうるものとして扱う。パラメータに値を与えること',
  ],
];

/** Ways to something that no packet filter sees. */
export const CONTROL_PLANE_ENTRIES: readonly Entry[] = [
  [
    'whoever may start sessions of Systems Manager gets a shell, and forwards ports, if its role lets the agent connect',
    'Systems Manager のセッションを開始できる人は、ロールがエージェントの接続を許していれば、シェルを得てポートを転送できる',
  ],
  [
    'whoever may execute commands gets a shell in its containers',
    'コマンドを実行できる人は、コンテナのシェルを得られる',
  ],
  [
    'whoever may use the Data API and its secret sends statements without the network',
    'Data API とそのシークレットを使える人は、ネットワークを通らずに SQL を送れる',
  ],
  [
    'whoever may open tunnels through the endpoint gets to it over SSH or RDP',
    'エンドポイント経由のトンネルを開ける人は、SSH や RDP で入れる',
  ],
  ['it has a URL', '関数に URL がある'],
];
