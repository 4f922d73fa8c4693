package document

// pictureStyle is the picture's look. Bars are light with dark words on them in a light and in a dark
// viewer alike; only what stands on the background changes. No colour stands alone: every bar has its
// word beside it or in the list of rings.
const pictureStyle = `text{font:12px 'DejaVu Sans Mono',Menlo,Consolas,monospace;fill:#1f2430;white-space:pre}
.back{fill:#ffffff}.name{font-size:16px;font-weight:bold}.dim{fill:#565d70}.grid{stroke:#d3d8e4}.lane{fill:#f3f5f9}
.on{fill:#14171f}rect.bar{stroke:#565d70;stroke-width:.6}.mark{stroke:#14171f;stroke-width:.6}
.status{fill:#c6d3f0}.queue{fill:#bfe0f2}.dead{fill:url(#dead)}.moment{fill:#d9b8ea}.bot,.voicemail{fill:#bfe5df}
.accept{fill:#c8ecd4}.hold{fill:#f3e2a0}.consult,.join{fill:#cfd6f7}.wrapup{fill:#e3d3f0}
.o-accept{fill:#7bcf9c}.o-reject{fill:#f08f8f}.o-ignore{fill:#f2b661}.o-clear{fill:#bcc1d0}.o-none{fill:#ffffff;stroke-dasharray:3 2}
@media (prefers-color-scheme:dark){text{fill:#dfe3ee}text.on{fill:#14171f}.back{fill:#161821}text.dim{fill:#a3abc0}.grid{stroke:#3a4052}.lane{fill:#1e212d}}
`
