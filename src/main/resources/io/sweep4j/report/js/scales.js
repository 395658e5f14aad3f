'use strict';
// Axes for costs and accuracies: where they begin and end, and the scale that is logarithmic on both sides of 0.
const Scales = (() => {
  // Logarithmic on both sides of 0, and linear from -near to near. The two map numbers to places and back; near has
  // place 1, ten times near place 2.
  const decades = near => ({
    place: y => (Math.abs(y) <= near ? y / near : Math.sign(y) * (1 + Math.log10(Math.abs(y) / near))),
    number: at => (Math.abs(at) <= 1 ? at * near : Math.sign(at) * near * 10 ** (Math.abs(at) - 1)),
  });
  const AS_IS = { place: y => y, number: at => at };

  // least is the smallest size of a number that is not 0.
  function symmetric(low, high, least) {
    // At most four decades: smaller costs are told apart on the logarithmic scale.
    const most = Math.ceil(Math.log10(Math.max(-low, high) || 1));
    const near = 10 ** Math.max(most - 4, Math.floor(Math.log10(Number.isFinite(least) ? least : 1)));
    const scale = decades(near);
    const interval = Math.max(1, Math.ceil((scale.place(high) - scale.place(low)) / 12));
    const bottom = Math.floor(scale.place(low) / interval) * interval;
    const top = Math.max(bottom + interval, Math.ceil(scale.place(high) / interval) * interval);
    return { ...scale, near, interval, bottom, top };
  }

  function logarithmic(low, high) {
    const bottom = 10 ** Math.floor(Math.log10(low));
    const top = 10 ** Math.ceil(Math.log10(high));
    return { ...AS_IS, bottom, top: top > bottom ? top : bottom * 10 };
  }

  function linear(low, high) {
    const room = (high - low || Math.abs(high) || 1) * 0.06;
    const grain = 10 ** Math.floor(Math.log10(room * 10)) / 2;
    const bottom = low >= 0 && low < (high - low) ? 0 : Math.floor((low - room) / grain) * grain;
    return { ...AS_IS, bottom, top: Math.ceil((high + room) / grain) * grain };
  }

  function share(low, high) {
    const scale = linear(low, high);
    return { ...scale, bottom: Math.max(0, scale.bottom), top: Math.min(1, scale.top) };
  }

  return { symmetric, logarithmic, linear, share };
})();
