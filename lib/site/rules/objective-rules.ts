import { COMPLETION_WINDOW_MINUTES, START_WINDOW_MINUTES, greatestGapMinutes } from '../backup-plan';
import { BACKUP_DEFAULTS } from '../derive/derive-backups';
import { DEFAULT_ZONE_RTO_SECONDS } from '../derive/derive-site';
import { deriveHealthCheck } from '../derive/derive-tier';
import type { Report } from '../input/fault-collector';
import { PROFILES } from '../profiles';
import {
  COPY_MINUTES,
  VAULT_RECOVERY_SECONDS,
  WRITER_RECOVERY_SECONDS,
  targetDetectionSeconds,
  vaultDataLossSeconds,
  zoneRecoveryParts,
  zoneRecoverySeconds,
} from '../recovery-time';
import type { Sections } from '../schema/sections';
import { minuteOfDay } from '../windows';
import type { Rule } from './rule';

const MINUTES_PER_MONTH = 30.44 * 24 * 60;

/** Objectives against what the topology reaches. */
export const objectiveRules: Rule = (sections, report) => {
  if (sections.objectives === undefined) {
    return;
  }
  checkAvailability(sections, report);
  checkInstanceRto(sections, report);
  checkWriterRto(sections, report);
  checkZoneRto(sections, report);
  checkRegionRto(sections, report);
  checkRegionRpo(sections, report);
};

/** With one serving Region, no site promises more than its profile does: a lost Region costs hours. */
function checkAvailability({ objectives, profile }: Sections, report: Report): void {
  const percent = objectives?.availabilityPercent;
  if (percent === undefined || profile === undefined || percent <= PROFILES[profile].availabilityPercent) {
    return;
  }
  const ceiling = PROFILES[profile].availabilityPercent;
  const allowed = Math.round((100 - percent) * MINUTES_PER_MONTH) / 100;
  report(['objectives', 'availabilityPercent'], {
    must:
      `must be at most ${ceiling} in profile '${profile}' while recovery is from vaults: ${percent} allows ${allowed} minutes a month, ` +
      `a restore in another Region takes about ${VAULT_RECOVERY_SECONDS / 60}`,
    got: String(percent),
    hint: `promise ${ceiling} or less`,
    code: 'AvailabilityUnreachable',
  });
}

/** One instance is out as soon as a health check has found it, and no request goes to it from then on. */
function checkInstanceRto({ objectives, profile, web, app }: Sections, report: Report): void {
  const promised = objectives?.instanceRtoSeconds;
  const limit = promised ?? (profile === undefined ? undefined : PROFILES[profile].instanceRtoSeconds);
  if (limit === undefined) {
    return;
  }
  for (const [tier, config] of [['web', web] as const, ['app', app] as const]) {
    const check = config === undefined ? undefined : deriveHealthCheck(config.healthCheck);
    const seconds = check === undefined ? 0 : targetDetectionSeconds(check);
    if (check !== undefined && seconds > limit) {
      const { intervalSeconds, unhealthyThreshold, timeoutSeconds } = check;
      const sum = `${intervalSeconds} x ${unhealthyThreshold} + ${timeoutSeconds} = ${seconds} s`;
      if (promised === undefined) {
        report(['tiers', tier, 'healthCheck'], {
          must: `must find a dead target within objectives.instanceRtoSeconds, ${limit} by default, but ${sum}`,
          got: `${seconds} s`,
          hint: 'check more often, or promise a longer objectives.instanceRtoSeconds',
          code: 'InstanceRtoUnreachable',
        });
      } else {
        report(['objectives', 'instanceRtoSeconds'], {
          must: `must be at least what the health check of tiers.${tier} takes: ${sum}`,
          got: String(promised),
          hint: `promise ${seconds} or more, or check more often`,
          code: 'InstanceRtoUnreachable',
        });
        return;
      }
    }
  }
}

function checkWriterRto({ objectives }: Sections, report: Report): void {
  const promised = objectives?.writerRtoSeconds;
  if (promised !== undefined && promised < WRITER_RECOVERY_SECONDS) {
    report(['objectives', 'writerRtoSeconds'], {
      must: `must be at least ${WRITER_RECOVERY_SECONDS}: 60 s to promote a reader, 15 s for the clients`,
      got: String(promised),
      hint: `promise ${WRITER_RECOVERY_SECONDS} or more`,
      code: 'WriterRtoUnreachable',
    });
  }
}

function checkZoneRto({ objectives, web, app }: Sections, report: Report): void {
  if (web === undefined || app === undefined) {
    return;
  }
  const checks = { web: deriveHealthCheck(web.healthCheck), app: deriveHealthCheck(app.healthCheck) };
  const promised = objectives?.zoneRtoSeconds;
  const needed = zoneRecoverySeconds(checks.web, checks.app);
  if (promised !== undefined && promised < needed) {
    const parts = zoneRecoveryParts(checks.web, checks.app).map(({ name, seconds }) => `${name} ${seconds} s`);
    report(['objectives', 'zoneRtoSeconds'], {
      must: `must be at least the longest part of the recovery, ${needed} s: ${parts.join(', ')}`,
      got: String(promised),
      hint: `promise ${needed} or more`,
      code: 'ZoneRtoUnreachable',
    });
  } else if (promised === undefined) {
    for (const tier of ['web', 'app'] as const) {
      const { intervalSeconds, unhealthyThreshold, timeoutSeconds } = checks[tier];
      const seconds = targetDetectionSeconds(checks[tier]);
      if (seconds > DEFAULT_ZONE_RTO_SECONDS) {
        report(['tiers', tier, 'healthCheck'], {
          must:
            `must find a dead target within objectives.zoneRtoSeconds, ${DEFAULT_ZONE_RTO_SECONDS} by default, but ` +
            `${intervalSeconds} x ${unhealthyThreshold} + ${timeoutSeconds} = ${seconds} s`,
          got: `${seconds} s`,
          hint: 'check more often, or promise a longer objectives.zoneRtoSeconds',
          code: 'ZoneRtoUnreachable',
        });
      }
    }
  }
}

function checkRegionRto({ objectives, recovery }: Sections, report: Report): void {
  const promised = objectives?.regionRtoSeconds;
  if (promised === undefined || recovery === undefined) {
    return;
  }
  const path = ['objectives', 'regionRtoSeconds'];
  const zoneRto = objectives?.zoneRtoSeconds ?? DEFAULT_ZONE_RTO_SECONDS;
  if (promised < zoneRto) {
    report(path, {
      must: `must not be shorter than zoneRtoSeconds ${zoneRto}: a Region holds all its zones`,
      got: String(promised),
      hint: `promise ${VAULT_RECOVERY_SECONDS} or more`,
      code: 'RegionRtoBelowZoneRto',
    });
  } else if (recovery.length === 0) {
    report(path, recoveryMissing(promised));
  } else if (promised < VAULT_RECOVERY_SECONDS) {
    report(path, {
      must: `must be at least ${VAULT_RECOVERY_SECONDS} while recovery is from vaults: 1 h for the stacks, 2 h for the restore, 1 h for checks`,
      got: String(promised),
      hint: `promise ${VAULT_RECOVERY_SECONDS} or more`,
      code: 'RegionRtoUnreachable',
    });
  }
}

function checkRegionRpo({ objectives, recovery, backup }: Sections, report: Report): void {
  const promised = objectives?.regionRpoSeconds;
  if (promised === undefined || recovery === undefined) {
    return;
  }
  const path = ['objectives', 'regionRpoSeconds'];
  if (recovery.length === 0) {
    report(path, recoveryMissing(promised));
    return;
  }
  if (backup === undefined) {
    return;
  }
  const times = (backup.database?.times ?? BACKUP_DEFAULTS.database.times).map(minuteOfDay).sort((a, b) => a - b);
  const gap = greatestGapMinutes(times);
  const needed = vaultDataLossSeconds(gap, {
    startWindowMinutes: START_WINDOW_MINUTES,
    completionWindowMinutes: COMPLETION_WINDOW_MINUTES,
  });
  if (promised < needed) {
    report(path, {
      must:
        `must be at least ${needed} while recovery is from vaults: ${gap} min between backups + ${START_WINDOW_MINUTES} to start ` +
        `+ ${COMPLETION_WINDOW_MINUTES} to complete + ${COPY_MINUTES} to copy`,
      got: String(promised),
      hint: `promise ${needed} or more, or back up more often`,
      code: 'RpoBelowFloor',
    });
  }
}

function recoveryMissing(promised: number): {
  readonly must: string;
  readonly got: string;
  readonly hint: string;
  readonly code: string;
} {
  return {
    must: 'must be left out while regions.recovery is empty',
    got: String(promised),
    hint: 'add a recovery Region; without one nothing is left when the primary Region is lost',
    code: 'RecoveryRegionMissing',
  };
}
