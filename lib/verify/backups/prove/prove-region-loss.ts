import { secondariesOf } from '../read/databases';
import type { Store } from '../read/stores';
import { formatInstant, formatMinutes } from '../schedule/time';
import type { BackupProof, Part, Words } from '../types';
import { answer, verdictOf } from './answer';
import type { Context, Subject } from './context';
import { inRegion } from './points';
import { coverages, rulesFor } from './prove-points';
import { ruleParts } from './rule-parts';
import { storeOpen, storePoints } from './store-points';

/** Seconds by which a secondary Region of a global database lies behind, typically. */
const TYPICAL_LAG_SECONDS = 1;
/** Least value of `rds.global_db_rpo`. */
const LEAST_BOUND_SECONDS = 20;

/** No more than so many seconds of changes are lost with the Region of the data. */
export function proveRegionLoss(context: Context, { name, protection }: Subject, store: Store): readonly BackupProof[] {
  return (protection.regions ?? []).flatMap(({ region, dataLossSeconds, copyMinutes }) =>
    dataLossSeconds === undefined ? [] : [proveOne(context, store, { name, region, dataLossSeconds, copyMinutes })],
  );
}

interface Question {
  readonly name: string;
  readonly region: string;
  readonly dataLossSeconds: number;
  readonly copyMinutes: number | undefined;
}

function proveOne(
  context: Context,
  store: Store,
  { name, region, dataLossSeconds, copyMinutes }: Question,
): BackupProof {
  const place = inRegion(region, copyMinutes);
  const points = storePoints(context, store, place);
  const { worst, best } = coverages(points, context);
  const live = liveIn(context, store, region);
  const isOwnRegion = store.resource.stack.region === region;
  const lossAtWorst = isOwnRegion ? Infinity : Math.min(worst.oldest * 60, live?.seconds ?? Infinity);
  const lossAtBest = isOwnRegion ? Infinity : points.isOpen ? 0 : Math.min(best.oldest * 60, live?.seconds ?? Infinity);
  const verdict = verdictOf(lossAtWorst <= dataLossSeconds, lossAtBest <= dataLossSeconds);
  const [shown, at] = verdict === 'REFUTED' ? [lossAtBest, best.oldestAt] : [lossAtWorst, worst.oldestAt];
  return answer({
    check: 'RegionLoss',
    subject: name,
    about: `${store.key} > ${region}`,
    verdict,
    says: {
      en: `with its Region, ${secondsText(shown)} of changes are lost at worst in ${region}, ${secondsText(dataLossSeconds)} may be`,
      ja: `リージョンを失うと、${region} では最悪 ${secondsText(shown)} 分の変更を失う。許容は ${secondsText(dataLossSeconds)}`,
    },
    ...(verdict === 'PROVED'
      ? {}
      : {
          counterExample: {
            ...(Number.isFinite(shown) || !isOwnRegion ? { instant: formatInstant(at) } : {}),
            says: isOwnRegion ? OWN_REGION : lossSays(shown),
          },
        }),
    open: storeOpen(context, store, place),
    parts: [...(live === undefined ? [] : [live.part]), ...copyParts(context, store, region, copyMinutes)],
    facts: ['BK-10', ...(copyMinutes === undefined ? (['BK-11'] as const) : []), ...points.facts],
    origin: { resource: store.resource },
  });
}

const OWN_REGION: Words = {
  en: 'the data lies in this very Region',
  ja: 'データはまさにこのリージョンにある',
};

function lossSays(seconds: number): Words {
  return Number.isFinite(seconds)
    ? {
        en: `just before this instant the newest copy that is surely there is ${secondsText(seconds)} old`,
        ja: `この時点の直前、確実にある最新のコピーは ${secondsText(seconds)} 前のもの`,
      }
    : { en: 'no copy is surely there', ja: '確実に存在するコピーがない' };
}

function copyParts(context: Context, store: Store, region: string, copyMinutes: number | undefined): readonly Part[] {
  const place = inRegion(region, copyMinutes);
  const rules = rulesFor(context, store).filter((rule) => place(rule) !== undefined);
  return [
    ...rules.flatMap((rule) => ruleParts(rule, place(rule)?.keptDays)),
    ...(rules.length === 0
      ? []
      : [
          {
            what: { en: 'time of a copy', ja: 'コピーにかかる時間' },
            value: copyMinutes === undefined ? '?' : formatMinutes(copyMinutes),
            basis: 'declared' as const,
            fact: 'BK-11' as const,
          },
        ]),
  ];
}

/** A cluster of a global database in the Region, with how far it may be behind. */
function liveIn(
  { backups, evaluator }: Context,
  store: Store,
  region: string,
): { readonly seconds: number; readonly part: Part } | undefined {
  const secondary = secondariesOf(store, backups.stores, backups.model, evaluator).find(
    (each) => each.region === region,
  );
  if (secondary === undefined) {
    return undefined;
  }
  const bound = secondary.boundSeconds;
  const isBound = bound !== undefined && bound >= LEAST_BOUND_SECONDS;
  const seconds = isBound ? bound : TYPICAL_LAG_SECONDS;
  return {
    seconds,
    part: {
      what: { en: 'lag of the global database', ja: 'グローバルデータベースの遅れ' },
      value: `${String(seconds)} s`,
      basis: isBound ? 'documented' : 'typical',
      fact: 'BK-29',
    },
  };
}

function secondsText(seconds: number): string {
  return seconds % 60 === 0 || !Number.isFinite(seconds) ? formatMinutes(seconds / 60) : `${String(seconds)} s`;
}
