// @ts-nocheck: the page has names that the rest of the project must not use
// Run in the page by html-in-browser.test.ts, whose `Measured` says what comes out of it.
(() => {
  const luminance = (color) => {
    const [red, green, blue] = color.match(/[\d.]+/g).map((part) => {
      const value = Number(part) / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const behind = (element) => {
    for (let at = element; at !== null; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at);
      if (!/, 0\)$/.test(backgroundColor)) return backgroundColor;
    }
    return 'rgb(255, 255, 255)';
  };
  const contrast = (element) => {
    const { color, fill } = getComputedStyle(element);
    const [one, other] = [element.tagName === 'text' ? fill : color, behind(element)].map(luminance);
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  };
  const hasWords = (element) =>
    [...element.childNodes].some((node) => node.nodeType === 3 && node.nodeValue.trim() !== '');
  const outline = (element) => element.outerHTML.slice(0, 80);
  const worded = [...document.querySelectorAll('main *')].filter(hasWords);
  const leavesDrawing = (text) => {
    const own = text.getBoundingClientRect();
    const drawing = text.ownerSVGElement.getBoundingClientRect();
    return own.left < drawing.left - 1 || own.right > drawing.right + 1 || own.bottom > drawing.bottom + 1;
  };
  return {
    width: document.documentElement.scrollWidth,
    paper: getComputedStyle(document.body).backgroundColor,
    words: worded.length,
    beyond: [...document.querySelectorAll('main *')]
      .filter((element) => element.getBoundingClientRect().right > window.innerWidth + 1)
      .map(outline),
    // WCAG 2.2, 1.4.3
    faint: worded.filter((element) => contrast(element) < 4.5).map(outline),
    tiny: worded.filter((element) => element.getBoundingClientRect().height < 10).map(outline),
    outside: worded.filter((element) => element.tagName === 'text' && leavesDrawing(element)).map(outline),
  };
})();
