# Rates and ceilings of one core
# Redraw in this folder with: gnuplot bench-roofline.gp
if (!exists('data')) data = 'bench-roofline.dat'
if (!exists('png')) png = 'bench-roofline.png'
if (!exists('svg')) svg = 'bench-roofline.svg'
set encoding utf8
set datafile missing 'NaN'
set minussign
do for [pass = 1:2] {
# k makes points of equal size in both
if (pass == 1) {
  k = 1.0
  set terminal pngcairo enhanced size 1400,1450 font 'DejaVu Sans,14' background 'white'
  set output png
} else {
  k = 0.68
  set terminal svg enhanced size 1400,1450 font 'DejaVu Sans,14' fontscale 1.3333 dashlength 1.5 background 'white'
  set output svg
}
set multiplot
unset key
set grid xtics ytics lc rgb '#E4E4E4' lw 1 lt 1
set border lw 1.2
set tics front

# panel 1
set lmargin at screen 0.08
set rmargin at screen 0.48
set tmargin at screen 0.9407
set bmargin at screen 0.5766
set label 1 'Rates and ceilings of one core' at screen 0.5, 0.9821 center noenhanced font ',18.0'
set title 'double precision' noenhanced offset 0,-0.3 font ',15.0'
set logscale x 10
set xrange [0.005283797498252535:784.5448091436015]
set xtics autofreq
set mxtics 10
set format x '10^{%L}'
set logscale y 10
set yrange [0.10294452322242977:177.46047264975581]
set ytics autofreq
set mytics 10
set format y '10^{%L}'
set xlabel 'intensity [flop/byte]' font ',14.0'
set ylabel 'rate [GF/s]' font ',14.0'
set label 11 '' at screen 0.03, 0.5183 point pt 7 ps 1.2*k lc rgb '#0072B2' lw 2.2
set label 10 'tuning scalar' at screen 0.05, 0.5183 left noenhanced font ',12'
set label 21 '' at screen 0.03, 0.501 point pt 7 ps 1.2*k lc rgb '#D55E00' lw 2.2
set label 20 'tuning simd' at screen 0.05, 0.501 left noenhanced font ',12'
set label 31 '' at screen 0.03, 0.4838 point pt 7 ps 1.2*k lc rgb '#009E73' lw 2.2
set label 30 'solve scalar' at screen 0.05, 0.4838 left noenhanced font ',12'
set label 41 '' at screen 0.03, 0.4666 point pt 7 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set label 40 'solve simd' at screen 0.05, 0.4666 left noenhanced font ',12'
set label 51 '' at screen 0.03, 0.4493 point pt 7 ps 1.2*k lc rgb '#E69F00' lw 2.2
set label 50 'solve dense' at screen 0.05, 0.4493 left noenhanced font ',12'
set label 61 '' at screen 0.03, 0.4321 point pt 7 ps 1.2*k lc rgb '#56B4E9' lw 2.2
set label 60 'spectra scalar' at screen 0.05, 0.4321 left noenhanced font ',12'
set label 71 '' at screen 0.03, 0.4148 point pt 7 ps 1.2*k lc rgb '#7F3C8D' lw 2.2
set label 70 'spectra simd' at screen 0.05, 0.4148 left noenhanced font ',12'
set label 81 '' at screen 0.03, 0.3976 point pt 7 ps 1.2*k lc rgb '#000000' lw 2.2
set label 80 'grid-boris scalar' at screen 0.05, 0.3976 left noenhanced font ',12'
set label 91 '' at screen 0.03, 0.3803 point pt 5 ps 1.2*k lc rgb '#0072B2' lw 2.2
set label 90 'grid-boris simd-double' at screen 0.05, 0.3803 left noenhanced font ',12'
set label 101 '' at screen 0.03, 0.3631 point pt 5 ps 1.2*k lc rgb '#D55E00' lw 2.2
set label 100 'waves-boris scalar' at screen 0.05, 0.3631 left noenhanced font ',12'
set label 111 '' at screen 0.03, 0.3459 point pt 5 ps 1.2*k lc rgb '#009E73' lw 2.2
set label 110 'waves-boris simd-double' at screen 0.05, 0.3459 left noenhanced font ',12'
set label 121 '' at screen 0.03, 0.3286 point pt 5 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set label 120 'binned-forward-dense gather-openblas-double' at screen 0.05, 0.3286 left noenhanced font ',12'
set label 131 '' at screen 0.03, 0.3114 point pt 5 ps 1.2*k lc rgb '#E69F00' lw 2.2
set label 130 'binned-forward-50-events gather-openblas-double' at screen 0.05, 0.3114 left noenhanced font ',12'
set label 141 '' at screen 0.03, 0.2941 point pt 5 ps 1.2*k lc rgb '#56B4E9' lw 2.2
set label 140 'binned-step-dense gather-openblas-double' at screen 0.05, 0.2941 left noenhanced font ',12'
set label 151 '' at screen 0.03, 0.2769 point pt 5 ps 1.2*k lc rgb '#7F3C8D' lw 2.2
set label 150 'binned-step-50-events gather-openblas-double' at screen 0.05, 0.2769 left noenhanced font ',12'
set label 161 '' at screen 0.03, 0.2597 point pt 5 ps 1.2*k lc rgb '#000000' lw 2.2
set label 160 'single-step-dense gather-openblas-double' at screen 0.05, 0.2597 left noenhanced font ',12'
set label 171 '' at screen 0.03, 0.2424 point pt 9 ps 1.2*k lc rgb '#0072B2' lw 2.2
set label 170 'single-step-50-events gather-openblas-double' at screen 0.05, 0.2424 left noenhanced font ',12'
set label 181 '' at screen 0.03, 0.2252 point pt 9 ps 1.2*k lc rgb '#D55E00' lw 2.2
set label 180 'backtrack-random scalar' at screen 0.05, 0.2252 left noenhanced font ',12'
set label 191 '' at screen 0.03, 0.2079 point pt 9 ps 1.2*k lc rgb '#009E73' lw 2.2
set label 190 'backtrack-random simd-double' at screen 0.05, 0.2079 left noenhanced font ',12'
set label 201 '' at screen 0.03, 0.1907 point pt 9 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set label 200 'bump-toys scalar' at screen 0.05, 0.1907 left noenhanced font ',12'
set label 211 '' at screen 0.03, 0.1734 point pt 9 ps 1.2*k lc rgb '#E69F00' lw 2.2
set label 210 'bump-toys simd' at screen 0.05, 0.1734 left noenhanced font ',12'
set label 221 '' at screen 0.03, 0.1562 point pt 9 ps 1.2*k lc rgb '#56B4E9' lw 2.2
set label 220 'total-improvement scalar' at screen 0.05, 0.1562 left noenhanced font ',12'
set label 231 '' at screen 0.03, 0.139 point pt 9 ps 1.2*k lc rgb '#7F3C8D' lw 2.2
set label 230 'autoencoder-step double' at screen 0.05, 0.139 left noenhanced font ',12'
set label 241 '' at screen 0.03, 0.1217 point pt 9 ps 1.2*k lc rgb '#000000' lw 2.2
set label 240 'deep-svdd-step double' at screen 0.05, 0.1217 left noenhanced font ',12'
set label 251 '' at screen 0.03, 0.1045 point pt 13 ps 1.2*k lc rgb '#0072B2' lw 2.2
set label 250 'affine-flow-step double' at screen 0.05, 0.1045 left noenhanced font ',12'
set label 261 '' at screen 0.03, 0.0872 point pt 13 ps 1.2*k lc rgb '#D55E00' lw 2.2
set label 260 'spline-flow-step double' at screen 0.05, 0.0872 left noenhanced font ',12'
set arrow 270 from screen 0.0171, 0.07 to screen 0.0429, 0.07 nohead lc rgb '#707070' lw 1.8 dt 2
set label 270 'L1' at screen 0.05, 0.07 left noenhanced font ',12'
set arrow 280 from screen 0.0171, 0.0528 to screen 0.0429, 0.0528 nohead lc rgb '#9A9A9A' lw 1.8 dt 4
set label 280 'L2' at screen 0.05, 0.0528 left noenhanced font ',12'
set arrow 290 from screen 0.0171, 0.0355 to screen 0.0429, 0.0355 nohead lc rgb '#505050' lw 1.8 dt 3
set label 290 'L3' at screen 0.05, 0.0355 left noenhanced font ',12'
set arrow 300 from screen 0.0171, 0.0183 to screen 0.0429, 0.0183 nohead lc rgb '#B4B4B4' lw 1.8 dt 5
set label 300 'memory' at screen 0.05, 0.0183 left noenhanced font ',12'
plot data index 26 using 1:2 with lines lc rgb '#707070' lw 1.8 dt 2 notitle, \
  data index 27 using 1:2 with lines lc rgb '#9A9A9A' lw 1.8 dt 4 notitle, \
  data index 28 using 1:2 with lines lc rgb '#505050' lw 1.8 dt 3 notitle, \
  data index 29 using 1:2 with lines lc rgb '#B4B4B4' lw 1.8 dt 5 notitle, \
  data index 0 using 1:2 with points lc rgb '#0072B2' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 1 using 1:2 with points lc rgb '#D55E00' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 2 using 1:2 with points lc rgb '#009E73' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 3 using 1:2 with points lc rgb '#CC79A7' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 4 using 1:2 with points lc rgb '#E69F00' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 5 using 1:2 with points lc rgb '#56B4E9' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 6 using 1:2 with points lc rgb '#7F3C8D' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 7 using 1:2 with points lc rgb '#000000' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 8 using 1:2 with points lc rgb '#0072B2' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 9 using 1:2 with points lc rgb '#D55E00' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 10 using 1:2 with points lc rgb '#009E73' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 11 using 1:2 with points lc rgb '#CC79A7' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 12 using 1:2 with points lc rgb '#E69F00' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 13 using 1:2 with points lc rgb '#56B4E9' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 14 using 1:2 with points lc rgb '#7F3C8D' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 15 using 1:2 with points lc rgb '#000000' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 16 using 1:2 with points lc rgb '#0072B2' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 17 using 1:2 with points lc rgb '#D55E00' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 18 using 1:2 with points lc rgb '#009E73' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 19 using 1:2 with points lc rgb '#CC79A7' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 20 using 1:2 with points lc rgb '#E69F00' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 21 using 1:2 with points lc rgb '#56B4E9' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 22 using 1:2 with points lc rgb '#7F3C8D' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 23 using 1:2 with points lc rgb '#000000' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 24 using 1:2 with points lc rgb '#0072B2' lw 2.2 pt 13 ps 1.2*k notitle, \
  data index 25 using 1:2 with points lc rgb '#D55E00' lw 2.2 pt 13 ps 1.2*k notitle
unset label
unset arrow
unset object
set title ''

# panel 2
set lmargin at screen 0.58
set rmargin at screen 0.98
set tmargin at screen 0.9407
set bmargin at screen 0.5766
set title 'single precision' noenhanced offset 0,-0.3 font ',15.0'
set logscale x 10
set xrange [0.005283797498252535:784.5448091436015]
set xtics autofreq
set mxtics 10
set format x '10^{%L}'
set logscale y 10
set yrange [0.291126143426686:397.20673639236617]
set ytics autofreq
set mytics 10
set format y '10^{%L}'
set xlabel 'intensity [flop/byte]' font ',14.0'
set ylabel 'rate [GF/s]' font ',14.0'
set label 11 '' at screen 0.53, 0.5183 point pt 7 ps 1.2*k lc rgb '#0072B2' lw 2.2
set label 10 'field fftw' at screen 0.55, 0.5183 left noenhanced font ',12'
set label 21 '' at screen 0.53, 0.501 point pt 7 ps 1.2*k lc rgb '#D55E00' lw 2.2
set label 20 'grid-boris simd-single' at screen 0.55, 0.501 left noenhanced font ',12'
set label 31 '' at screen 0.53, 0.4838 point pt 7 ps 1.2*k lc rgb '#009E73' lw 2.2
set label 30 'waves-boris simd-single' at screen 0.55, 0.4838 left noenhanced font ',12'
set label 41 '' at screen 0.53, 0.4666 point pt 7 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set label 40 'binned-forward-dense gather-openblas' at screen 0.55, 0.4666 left noenhanced font ',12'
set label 51 '' at screen 0.53, 0.4493 point pt 7 ps 1.2*k lc rgb '#E69F00' lw 2.2
set label 50 'binned-forward-dense gather-onednn' at screen 0.55, 0.4493 left noenhanced font ',12'
set label 61 '' at screen 0.53, 0.4321 point pt 7 ps 1.2*k lc rgb '#56B4E9' lw 2.2
set label 60 'binned-forward-dense direct' at screen 0.55, 0.4321 left noenhanced font ',12'
set label 71 '' at screen 0.53, 0.4148 point pt 7 ps 1.2*k lc rgb '#7F3C8D' lw 2.2
set label 70 'binned-forward-50-events gather-openblas' at screen 0.55, 0.4148 left noenhanced font ',12'
set label 81 '' at screen 0.53, 0.3976 point pt 7 ps 1.2*k lc rgb '#000000' lw 2.2
set label 80 'binned-forward-50-events gather-onednn' at screen 0.55, 0.3976 left noenhanced font ',12'
set label 91 '' at screen 0.53, 0.3803 point pt 5 ps 1.2*k lc rgb '#0072B2' lw 2.2
set label 90 'binned-forward-50-events direct' at screen 0.55, 0.3803 left noenhanced font ',12'
set label 101 '' at screen 0.53, 0.3631 point pt 5 ps 1.2*k lc rgb '#D55E00' lw 2.2
set label 100 'binned-step-dense gather-openblas' at screen 0.55, 0.3631 left noenhanced font ',12'
set label 111 '' at screen 0.53, 0.3459 point pt 5 ps 1.2*k lc rgb '#009E73' lw 2.2
set label 110 'binned-step-dense gather-onednn' at screen 0.55, 0.3459 left noenhanced font ',12'
set label 121 '' at screen 0.53, 0.3286 point pt 5 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set label 120 'binned-step-dense direct' at screen 0.55, 0.3286 left noenhanced font ',12'
set label 131 '' at screen 0.53, 0.3114 point pt 5 ps 1.2*k lc rgb '#E69F00' lw 2.2
set label 130 'binned-step-50-events gather-openblas' at screen 0.55, 0.3114 left noenhanced font ',12'
set label 141 '' at screen 0.53, 0.2941 point pt 5 ps 1.2*k lc rgb '#56B4E9' lw 2.2
set label 140 'binned-step-50-events gather-onednn' at screen 0.55, 0.2941 left noenhanced font ',12'
set label 151 '' at screen 0.53, 0.2769 point pt 5 ps 1.2*k lc rgb '#7F3C8D' lw 2.2
set label 150 'binned-step-50-events direct' at screen 0.55, 0.2769 left noenhanced font ',12'
set label 161 '' at screen 0.53, 0.2597 point pt 5 ps 1.2*k lc rgb '#000000' lw 2.2
set label 160 'single-step-dense gather-openblas' at screen 0.55, 0.2597 left noenhanced font ',12'
set label 171 '' at screen 0.53, 0.2424 point pt 9 ps 1.2*k lc rgb '#0072B2' lw 2.2
set label 170 'single-step-dense gather-onednn' at screen 0.55, 0.2424 left noenhanced font ',12'
set label 181 '' at screen 0.53, 0.2252 point pt 9 ps 1.2*k lc rgb '#D55E00' lw 2.2
set label 180 'single-step-dense direct' at screen 0.55, 0.2252 left noenhanced font ',12'
set label 191 '' at screen 0.53, 0.2079 point pt 9 ps 1.2*k lc rgb '#009E73' lw 2.2
set label 190 'single-step-50-events gather-openblas' at screen 0.55, 0.2079 left noenhanced font ',12'
set label 201 '' at screen 0.53, 0.1907 point pt 9 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set label 200 'single-step-50-events gather-onednn' at screen 0.55, 0.1907 left noenhanced font ',12'
set label 211 '' at screen 0.53, 0.1734 point pt 9 ps 1.2*k lc rgb '#E69F00' lw 2.2
set label 210 'single-step-50-events direct' at screen 0.55, 0.1734 left noenhanced font ',12'
set label 221 '' at screen 0.53, 0.1562 point pt 9 ps 1.2*k lc rgb '#56B4E9' lw 2.2
set label 220 'backtrack-random simd-single' at screen 0.55, 0.1562 left noenhanced font ',12'
set label 231 '' at screen 0.53, 0.139 point pt 9 ps 1.2*k lc rgb '#7F3C8D' lw 2.2
set label 230 'autoencoder-step single' at screen 0.55, 0.139 left noenhanced font ',12'
set label 241 '' at screen 0.53, 0.1217 point pt 9 ps 1.2*k lc rgb '#000000' lw 2.2
set label 240 'deep-svdd-step single' at screen 0.55, 0.1217 left noenhanced font ',12'
set label 251 '' at screen 0.53, 0.1045 point pt 13 ps 1.2*k lc rgb '#0072B2' lw 2.2
set label 250 'affine-flow-step single' at screen 0.55, 0.1045 left noenhanced font ',12'
set label 261 '' at screen 0.53, 0.0872 point pt 13 ps 1.2*k lc rgb '#D55E00' lw 2.2
set label 260 'spline-flow-step single' at screen 0.55, 0.0872 left noenhanced font ',12'
set arrow 270 from screen 0.5171, 0.07 to screen 0.5429, 0.07 nohead lc rgb '#707070' lw 1.8 dt 2
set label 270 'L1' at screen 0.55, 0.07 left noenhanced font ',12'
set arrow 280 from screen 0.5171, 0.0528 to screen 0.5429, 0.0528 nohead lc rgb '#9A9A9A' lw 1.8 dt 4
set label 280 'L2' at screen 0.55, 0.0528 left noenhanced font ',12'
set arrow 290 from screen 0.5171, 0.0355 to screen 0.5429, 0.0355 nohead lc rgb '#505050' lw 1.8 dt 3
set label 290 'L3' at screen 0.55, 0.0355 left noenhanced font ',12'
set arrow 300 from screen 0.5171, 0.0183 to screen 0.5429, 0.0183 nohead lc rgb '#B4B4B4' lw 1.8 dt 5
set label 300 'memory' at screen 0.55, 0.0183 left noenhanced font ',12'
plot data index 56 using 1:2 with lines lc rgb '#707070' lw 1.8 dt 2 notitle, \
  data index 57 using 1:2 with lines lc rgb '#9A9A9A' lw 1.8 dt 4 notitle, \
  data index 58 using 1:2 with lines lc rgb '#505050' lw 1.8 dt 3 notitle, \
  data index 59 using 1:2 with lines lc rgb '#B4B4B4' lw 1.8 dt 5 notitle, \
  data index 30 using 1:2 with points lc rgb '#0072B2' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 31 using 1:2 with points lc rgb '#D55E00' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 32 using 1:2 with points lc rgb '#009E73' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 33 using 1:2 with points lc rgb '#CC79A7' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 34 using 1:2 with points lc rgb '#E69F00' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 35 using 1:2 with points lc rgb '#56B4E9' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 36 using 1:2 with points lc rgb '#7F3C8D' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 37 using 1:2 with points lc rgb '#000000' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 38 using 1:2 with points lc rgb '#0072B2' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 39 using 1:2 with points lc rgb '#D55E00' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 40 using 1:2 with points lc rgb '#009E73' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 41 using 1:2 with points lc rgb '#CC79A7' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 42 using 1:2 with points lc rgb '#E69F00' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 43 using 1:2 with points lc rgb '#56B4E9' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 44 using 1:2 with points lc rgb '#7F3C8D' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 45 using 1:2 with points lc rgb '#000000' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 46 using 1:2 with points lc rgb '#0072B2' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 47 using 1:2 with points lc rgb '#D55E00' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 48 using 1:2 with points lc rgb '#009E73' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 49 using 1:2 with points lc rgb '#CC79A7' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 50 using 1:2 with points lc rgb '#E69F00' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 51 using 1:2 with points lc rgb '#56B4E9' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 52 using 1:2 with points lc rgb '#7F3C8D' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 53 using 1:2 with points lc rgb '#000000' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 54 using 1:2 with points lc rgb '#0072B2' lw 2.2 pt 13 ps 1.2*k notitle, \
  data index 55 using 1:2 with points lc rgb '#D55E00' lw 2.2 pt 13 ps 1.2*k notitle
unset label
unset arrow
unset object
set title ''
unset multiplot
}
unset output
