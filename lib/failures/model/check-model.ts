import { HonmaruError, type Fault } from '../../errors';
import { checkDelays } from './check-delays';
import { checkRings } from './check-rings';
import type { Detector, FailureModel, Member, Need, Pool, Reaction } from './types';

/** Reports a fault at a path. */
export type Report = (path: string, fault: Omit<Fault, 'path'>) => void;

/**
 * Checks that a model is well formed: every name names something, nothing needs itself, every delay takes time.
 *
 * @throws HonmaruError with every fault
 */
export function checkModel(model: FailureModel): void {
  const faults: Fault[] = [];
  const report: Report = (path, fault) => {
    faults.push({ path, ...fault });
  };
  checkIds(model, report);
  new References(model, report).check();
  checkDelays(model, report);
  if (faults.length === 0) {
    checkRings(model, report);
  }
  if (faults.length > 0) {
    throw new HonmaruError(faults);
  }
}

function checkIds(model: FailureModel, report: Report): void {
  const lists = ['groups', 'parts', 'pools', 'services', 'manual', 'detectors'] as const;
  for (const list of lists) {
    unique(
      list,
      model[list].map(({ id }) => id),
      report,
    );
  }
  model.pools.forEach(({ members }, index) => {
    unique(
      `pools[${String(index)}].members`,
      members.map(({ id }) => id),
      report,
    );
  });
}

function unique(list: string, ids: readonly string[], report: Report): void {
  const first = new Map<string, number>();
  ids.forEach((id, index) => {
    const other = first.get(id);
    if (other === undefined) {
      first.set(id, index);
    } else {
      report(`${list}[${String(index)}].id`, {
        must: 'must be an id of its own',
        got: `'${id}'`,
        hint: `${list}[${String(other)}] has it too`,
        code: 'FailureIdRepeated',
      });
    }
  });
}

/** Follows every name of a model. */
class References {
  private readonly model: FailureModel;
  private readonly report: Report;
  private readonly groups: ReadonlySet<string>;
  private readonly zones: ReadonlySet<string>;
  private readonly parts: ReadonlySet<string>;
  private readonly services: ReadonlySet<string>;
  private readonly pools: ReadonlyMap<string, Pool>;

  constructor(model: FailureModel, report: Report) {
    this.model = model;
    this.report = report;
    this.groups = new Set(model.groups.map(({ id }) => id));
    this.zones = new Set(model.groups.filter(({ kind }) => kind === 'zone').map(({ id }) => id));
    this.parts = new Set(model.parts.map(({ id }) => id));
    this.services = new Set(model.services.map(({ id }) => id));
    this.pools = new Map(model.pools.map((pool) => [pool.id, pool]));
  }

  check(): void {
    const { groups, parts, pools, services, manual, detectors } = this.model;
    groups.forEach(({ includes = [] }, index) => {
      this.all(`groups[${String(index)}].includes`, includes, this.groups, 'a group');
    });
    parts.forEach(({ zone, fate }, index) => {
      this.all(`parts[${String(index)}].fate`, fate, this.groups, 'a group');
      this.all(`parts[${String(index)}].zone`, zone === undefined ? [] : [zone], this.zones, 'a zone');
    });
    pools.forEach((pool, index) => {
      this.pool(`pools[${String(index)}]`, pool);
    });
    services.forEach(({ needs }, index) => {
      this.needs(`services[${String(index)}].needs`, needs);
    });
    manual.forEach(({ on, planes = [], effect }, index) => {
      const path = `manual[${String(index)}]`;
      this.all(
        `${path}.on`,
        on.map(({ group }) => group),
        this.groups,
        'a group',
      );
      this.all(`${path}.planes`, planes, this.groups, 'a group');
      if (effect.kind === 'shift') {
        this.all(`${path}.effect.zone`, [effect.zone], this.zones, 'a zone');
      } else {
        this.member(`${path}.effect`, effect.pool, effect.member, 'prefer');
      }
    });
    detectors.forEach((detector, index) => {
      this.detector(`detectors[${String(index)}]`, detector);
    });
  }

  private pool(path: string, pool: Pool): void {
    this.members(path, pool);
    this.reaction(`${path}.leave`, pool.leave);
    this.reaction(`${path}.comeBack`, pool.comeBack);
    this.reaction(`${path}.move`, pool.move);
    this.reaction(`${path}.replace.after`, pool.replace?.after);
    this.reaction(`${path}.replace.relaunch`, pool.replace?.relaunch);
    const without = pool.without === undefined ? undefined : this.pools.get(pool.without);
    if (pool.without !== undefined && without?.choice !== 'prefer') {
      this.wrong(`${path}.without`, "a pool of choice 'prefer'", pool.without);
    }
    const foreign = FIELDS[pool.choice].filter((field) => pool[field] !== undefined && pool[field] !== false);
    foreign.forEach((field) => {
      this.report(`${path}.${field}`, {
        must: `must not be given for choice '${pool.choice}'`,
        hint: 'leave it out',
        code: 'FailureFieldMisplaced',
      });
    });
  }

  private members(path: string, { members, choice }: Pool): void {
    if (members.length === 0) {
      this.report(`${path}.members`, {
        must: 'must hold at least one member',
        hint: 'nobody could be chosen: leave out the pool, and what needs it is not determined',
        code: 'FailurePoolEmpty',
      });
    }
    members.forEach((member, index) => {
      const at = `${path}.members[${String(index)}]`;
      this.all(`${at}.part`, [member.part], this.parts, 'a part');
      this.needs(`${at}.needs`, member.needs);
      member.checks?.forEach((check) => {
        if (member.needs[check] === undefined) {
          this.wrong(`${at}.checks`, 'the number of a need', String(check));
        }
      });
      OF_PREFER.filter((field) => choice !== 'prefer' && member[field] !== undefined).forEach((field) => {
        this.report(`${at}.${field}`, {
          must: "must be given for choice 'prefer' only",
          hint: 'leave it out',
          code: 'FailureFieldMisplaced',
        });
      });
    });
  }

  private needs(path: string, needs: readonly Need[]): void {
    needs.forEach((need, index) => {
      const at = `${path}[${String(index)}]`;
      if (need.kind === 'pool') {
        this.all(`${at}.pool`, [need.pool], this.pools, 'a pool');
        return;
      }
      this.all(`${at}.parts`, need.parts, this.parts, 'a part');
      if (need.atLeast < 1 || need.atLeast > need.parts.length) {
        this.wrong(`${at}.atLeast`, `from 1 to ${String(need.parts.length)}`, String(need.atLeast));
      }
    });
  }

  private reaction(path: string, reaction: Reaction | undefined): void {
    this.all(`${path}.planes`, reaction?.planes ?? [], this.groups, 'a group');
  }

  private detector(path: string, { sees, planes }: Detector): void {
    this.all(`${path}.planes`, planes, this.groups, 'a group');
    sees.forEach((sight, index) => {
      const at = `${path}.sees[${String(index)}]`;
      this.all(`${at}.blindTo`, sight.blindTo ?? [], this.groups, 'a group');
      switch (sight.kind) {
        case 'part':
          this.all(`${at}.parts`, sight.parts, this.parts, 'a part');
          return;
        case 'failing':
          (sight.members ?? []).forEach((member) => {
            this.member(at, sight.pool, member);
          });
          this.all(`${at}.pool`, [sight.pool], this.pools, 'a pool');
          return;
        case 'unanswered':
          this.all(`${at}.pool`, [sight.pool], this.pools, 'a pool');
          return;
        case 'service':
          this.all(`${at}.service`, [sight.service], this.services, 'a service');
      }
    });
  }

  private member(path: string, pool: string, member: string, choice?: Pool['choice']): void {
    const found = this.pools.get(pool);
    if (found === undefined || (choice !== undefined && found.choice !== choice)) {
      this.wrong(`${path}.pool`, choice === undefined ? 'a pool' : `a pool of choice '${choice}'`, pool);
    } else if (!found.members.some(({ id }) => id === member)) {
      this.wrong(`${path}.member`, `a member of '${pool}'`, member);
    }
  }

  private all(path: string, names: readonly string[], known: Known, what: string): void {
    for (const name of names.filter((each) => !known.has(each))) {
      this.wrong(path, what, name);
    }
  }

  private wrong(path: string, what: string, got: string): void {
    this.report(path, {
      must: `must name ${what}`,
      got: `'${got}'`,
      hint: 'name something that is in the model',
      code: 'FailureReferenceUnknown',
    });
  }
}

type Known = Pick<ReadonlySet<string>, 'has'>;

/** Fields that a choice does not have. */
const FIELDS: Readonly<Record<Pool['choice'], readonly (keyof Pool)[]>> = {
  spread: ['move'],
  prefer: ['leave', 'comeBack', 'reach', 'failOpenBelow', 'without', 'isShiftable'],
  fallback: ['leave', 'comeBack', 'move', 'reach', 'failOpenBelow', 'without', 'isShiftable'],
};

const OF_PREFER: readonly (keyof Member)[] = ['start', 'loses', 'isManual'];
