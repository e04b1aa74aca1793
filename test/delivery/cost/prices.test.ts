import { expect } from "chai";
import { price, requirePrices } from "../../../delivery/cost/prices";

describe("prices", () => {
  it("are there for Frankfurt alone", () => {
    expect(() => requirePrices("eu-central-1")).not.to.throw();
    expect(() => requirePrices("us-east-1")).to.throw(
      "there are no prices for us-east-1: delivery/cost/prices.json has those of eu-central-1 alone, and they differ by region",
    );
  });

  it("are refused where they are not in the file", () => {
    expect(() => price("nat-gateway-hour")).to.throw(
      "delivery/cost/prices.json has no line nat-gateway-hour",
    );
  });
});
