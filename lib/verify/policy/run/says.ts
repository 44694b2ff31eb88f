import type { Relation } from '../../engine/types';
import { ANY_SERVICE } from '../services';
import type { ServiceText, Words } from '../types';

/** What must hold, in words, for every question that a rule asks. */
export const SAYS = {
  isolate: (from: string, to: string, services: readonly ServiceText[], relation: Relation): Words => {
    const en = isAny(services) ? '' : ` on ${services.join(', ')}`;
    const [every, some] = [isAny(services), services.join('、')];
    return relation === 'session'
      ? {
          en: `no connection from ${from} to ${to} is answered${en}`,
          ja: `${from} から ${to} へ、${every ? 'いかなる接続も' : `${some} の接続は`}確立できない`,
        }
      : {
          en: `nothing gets from ${from} to ${to}${en}`,
          ja: `${from} から ${to} へ、${every ? 'いかなる通信も' : `${some} の通信は`}到達しない`,
        };
  },
  reach: (from: string, to: string, services: readonly ServiceText[], relation: Relation): Words =>
    relation === 'session'
      ? {
          en: `everyone of ${from} reaches everyone of ${to} on ${services.join(', ')}, and is answered`,
          ja: `${from} のすべてから ${to} のすべてへ ${services.join('、')} で接続でき、応答も返る`,
        }
      : {
          en: `packets of everyone of ${from} arrive at everyone of ${to} on ${services.join(', ')}`,
          ja: `${from} のすべてから ${to} のすべてへ ${services.join('、')} のパケットが届く`,
        },
  only: (from: string, to: string, services: readonly ServiceText[]): Words =>
    services.length === 0
      ? SAYS.isolate(from, to, [ANY_SERVICE], 'delivers')
      : {
          en: `nothing but ${services.join(', ')} gets from ${from} to ${to}`,
          ja: `${from} から ${to} へ到達できるのは ${services.join('、')} だけである`,
        },
  noEgress: (from: string, except: string | undefined): Words => ({
    en: `nothing leaves ${from} for the internet, other accounts or sites${except === undefined ? '' : `, but by way of ${except}`}`,
    ja: `${from} からインターネット・他アカウント・外部拠点へは${except === undefined ? '' : `、${except} を経由する場合を除き`}通信が出ない`,
  }),
  noResolver: (from: string): Words => ({
    en: `no data leaves ${from} in the names that are asked of the resolver of its VPC`,
    ja: `${from} から VPC の DNS リゾルバーへの名前解決を悪用してデータを持ち出すことができない`,
  }),
  through: (from: string, to: string, through: string): Words => ({
    en: `whatever gets from ${from} to ${to} passes ${through}`,
    ja: `${from} から ${to} へ到達する通信は、必ず ${through} を経由する`,
  }),
  symmetric: (): Words => ({
    en: 'answers cross the firewall endpoints that the packets crossed',
    ja: '戻りのパケットは、往路と同じファイアウォールエンドポイントを通過する',
  }),
};

function isAny(services: readonly ServiceText[]): boolean {
  return services.includes(ANY_SERVICE);
}
