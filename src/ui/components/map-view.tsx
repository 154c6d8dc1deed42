import { useWords } from '#ui/words.tsx';

export interface MapViewProps {
  id: string;
  ariaLabel: string;
  points: readonly { lat: number; lon: number; label: string; href?: string }[];
  tilesUrl: string;
  attribution: string;
  centre: { lat: number; lon: number; zoom: number };
}

/** Points on a map. It needs script, so the page lists the same points beside it. */
export function MapView(props: MapViewProps) {
  const words = useWords();
  return (
    <section
      class="pv-map"
      id={props.id}
      aria-label={props.ariaLabel}
      hidden
      data-map
      data-points={JSON.stringify(props.points)}
      data-tiles={props.tilesUrl}
      data-attribution={props.attribution}
      data-lat={props.centre.lat}
      data-lon={props.centre.lon}
      data-zoom={props.centre.zoom}
      data-zoom-in={words.zoomIn}
      data-zoom-out={words.zoomOut}
    />
  );
}
