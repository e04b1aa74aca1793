import { ownedRules, ownedSchedules } from "../left-over/events";
import type { Scope } from "../left-over/left-over";

export interface Stopped {
  readonly schedules: number;
  readonly rules: number;
}

/** Turns off what starts work by itself: schedules and event rules. They stay until the stack is destroyed. */
export async function stopStarts(scope: Scope): Promise<Stopped> {
  const { scheduler, events } = scope.account.clients;
  const schedules = (await ownedSchedules(scope)).filter(({ State }) => State !== "DISABLED");
  for (const { Name, GroupName } of schedules) {
    const { ScheduleExpression, FlexibleTimeWindow, Target, ...rest } = await scheduler.getSchedule({
      Name,
      GroupName,
    });
    const { StartDate, EndDate, ScheduleExpressionTimezone, KmsKeyArn, Description } = rest;
    // An update replaces the whole schedule: what is not said again is lost.
    const same = { StartDate, EndDate, ScheduleExpressionTimezone, KmsKeyArn, Description };
    await scheduler.updateSchedule({
      ...same,
      Name,
      GroupName,
      ScheduleExpression,
      FlexibleTimeWindow,
      Target,
      State: "DISABLED",
    });
  }
  const rules = (await ownedRules(scope)).filter(({ State }) => State !== "DISABLED");
  for (const { Name } of rules) await events.disableRule({ Name });
  return { schedules: schedules.length, rules: rules.length };
}
