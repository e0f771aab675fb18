import { saveFile } from '../answer/saveFile.ts';

// Files have a white background, whatever the theme of the page.
const inkOfFiles = '#1b2430';
// Sharp on dense screens and on paper.
const pixelsPerPoint = 2;

/** Saves a chart as a vector graphic. */
export function saveSvg(svg: SVGSVGElement, name: string) {
  saveFile([textOf(svg)], 'image/svg+xml', `${name}.svg`);
}

/** Saves a chart as a picture on a white background. */
export async function savePng(svg: SVGSVGElement, name: string) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(textOf(svg))}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = svg.width.baseVal.value * pixelsPerPoint;
  canvas.height = svg.height.baseVal.value * pixelsPerPoint;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('The browser cannot draw pictures.');
  context.fillStyle = 'white';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (blob === null) throw new Error('The browser cannot draw so large a picture.');
  saveFile([blob], 'image/png', `${name}.png`);
}

function textOf(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.style.color = inkOfFiles;
  copy.style.background = 'white';
  return new XMLSerializer().serializeToString(copy);
}
