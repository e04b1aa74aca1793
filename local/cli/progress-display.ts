import { Presets, SingleBar } from "cli-progress";
import type { OnProgress, Progress } from "../pipeline/progress";

/** Progress goes to stderr, so that stdout holds results only. */
export interface ProgressDisplay {
  readonly onProgress: OnProgress;
  /** Ends the bar before other text is printed. */
  stop(): void;
  /** Ends the display for good: what goes on from here on is small. */
  mute(): void;
}

/** Bars on a terminal; elsewhere a plain line when a stage ends; nothing for machines. */
export function progressDisplay(options: { readonly json?: true }): ProgressDisplay {
  let isMuted = options.json === true;
  const shown = process.stderr.isTTY ? barDisplay() : lineDisplay();
  return {
    onProgress: (progress) => {
      if (!isMuted) shown.onProgress(progress);
    },
    stop: shown.stop,
    mute: () => {
      shown.stop();
      isMuted = true;
    },
  };
}

function barDisplay(): Omit<ProgressDisplay, "mute"> {
  let bar: SingleBar | undefined;
  let stage: Progress["stage"] | undefined;
  const stop = (): void => {
    bar?.stop();
    bar = undefined;
    stage = undefined;
  };
  return {
    stop,
    onProgress(progress) {
      if (progress.stage !== stage) {
        stop();
        stage = progress.stage;
        const counted = progress.total === undefined ? "{value}" : "{bar} {percentage}% {value}/{total}";
        const format = `${progress.stage.padEnd(18)} ${counted} ${progress.unit}`;
        bar = new SingleBar({ format, hideCursor: true, clearOnComplete: false }, Presets.shades_grey);
        bar.start(progress.total ?? 0, 0);
      }
      bar?.update(progress.done);
      if (progress.done === progress.total) stop();
    },
  };
}

function lineDisplay(): Omit<ProgressDisplay, "mute"> {
  let last: Progress | undefined;
  const print = (progress: Progress): void => {
    process.stderr.write(`${progress.stage}: ${progress.done.toLocaleString("en")} ${progress.unit}\n`);
  };
  const stop = (): void => {
    if (last !== undefined) print(last);
    last = undefined;
  };
  return {
    stop,
    onProgress(progress) {
      if (last !== undefined && last.stage !== progress.stage) stop();
      last = progress;
      if (progress.done === progress.total) stop();
    },
  };
}
