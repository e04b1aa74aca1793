import { create } from "../dom";
import type { ChartOption } from "./echarts";

export interface TooltipLine {
  readonly colour: string;
  readonly name: string;
  readonly text: string;
}

/** A tooltip made of elements, not of markup: names in it come from the data. */
export function tooltip(
  pointer: "line" | "shadow",
  read: (index: number) => { title: string; lines: readonly TooltipLine[] } | undefined,
): NonNullable<ChartOption["tooltip"]> {
  return {
    trigger: "axis",
    confine: true,
    axisPointer: { type: pointer, shadowStyle: { opacity: 0.12 } },
    className: "tooltip",
    transitionDuration: 0,
    padding: 0,
    borderWidth: 0,
    backgroundColor: "transparent",
    extraCssText: "box-shadow: none",
    formatter: (params) => {
      const [first] = Array.isArray(params) ? params : [params];
      const found = first === undefined ? undefined : read(first.dataIndex);
      return found === undefined ? "" : draw(found.title, found.lines);
    },
  };
}

function draw(title: string, lines: readonly TooltipLine[]): HTMLElement {
  const rows = lines.map(({ colour, name, text }) => {
    const mark = create("i", { "aria-hidden": "true" });
    mark.style.background = colour;
    return create("p", { class: "tooltip-line" }, [
      mark,
      create("span", {}, [name]),
      create("b", {}, [text]),
    ]);
  });
  return create("div", { class: "tooltip-box" }, [create("strong", {}, [title]), ...rows]);
}
