# Rates and ceilings of one core
# Redraw in this folder with: gnuplot bench-roofline.gp
if (!exists('data')) data = 'bench-roofline.dat'
if (!exists('png')) png = 'bench-roofline.png'
if (!exists('svg')) svg = 'bench-roofline.svg'
if (!exists('from')) from = 1
if (!exists('to')) to = 2
set encoding utf8
set datafile missing 'NaN'
set minussign
do for [pass = from:to] {
# k makes points of equal size in both
if (pass == 1) {
  k = 1.0
  set terminal pngcairo enhanced size 1400,1900 font 'DejaVu Sans,14' background 'white'
  set output png
} else {
  k = 0.68
  set terminal svg enhanced size 1400,1900 font 'DejaVu Sans,14' fontscale 1.3333 dashlength 1.5 background 'white'
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
set tmargin at screen 0.9547
set bmargin at screen 0.6768
set label 1 'Rates and ceilings of one core' at screen 0.5, 0.9863 center noenhanced font ',18.0'
set title 'double precision' noenhanced offset 0,-0.3 font ',15.0'
set logscale x 10
set xrange [0.005019491499109721:1942.4278339208868]
set xtics autofreq
set mxtics 10
set format x '10^{%L}'
set logscale y 10
set yrange [0.08321438200232904:130.80586896240456]
set ytics autofreq
set mytics 10
set format y '10^{%L}'
set xlabel 'intensity [flop/byte]' font ',14.0'
set ylabel 'rate [GF/s]' font ',14.0'
set label 11 '' at screen 0.03, 0.6324 point pt 7 ps 1.2*k lc rgb '#0072B2' lw 2.2
set label 10 'grid-boris scalar' at screen 0.05, 0.6324 left noenhanced font ',12'
set label 21 '' at screen 0.03, 0.6192 point pt 7 ps 1.2*k lc rgb '#D55E00' lw 2.2
set label 20 'grid-boris simd-double' at screen 0.05, 0.6192 left noenhanced font ',12'
set label 31 '' at screen 0.03, 0.6061 point pt 7 ps 1.2*k lc rgb '#009E73' lw 2.2
set label 30 'grid-boris opencl:0 double' at screen 0.05, 0.6061 left noenhanced font ',12'
set label 41 '' at screen 0.03, 0.5929 point pt 7 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set label 40 'waves-boris scalar' at screen 0.05, 0.5929 left noenhanced font ',12'
set label 51 '' at screen 0.03, 0.5797 point pt 7 ps 1.2*k lc rgb '#E69F00' lw 2.2
set label 50 'waves-boris simd-double' at screen 0.05, 0.5797 left noenhanced font ',12'
set label 61 '' at screen 0.03, 0.5666 point pt 7 ps 1.2*k lc rgb '#56B4E9' lw 2.2
set label 60 'waves-boris opencl:0 double' at screen 0.05, 0.5666 left noenhanced font ',12'
set label 71 '' at screen 0.03, 0.5534 point pt 7 ps 1.2*k lc rgb '#7F3C8D' lw 2.2
set label 70 'slides-backtracking simd-double' at screen 0.05, 0.5534 left noenhanced font ',12'
set label 81 '' at screen 0.03, 0.5403 point pt 7 ps 1.2*k lc rgb '#000000' lw 2.2
set label 80 'slides-backtracking opencl:0 double' at screen 0.05, 0.5403 left noenhanced font ',12'
set label 91 '' at screen 0.03, 0.5271 point pt 5 ps 1.2*k lc rgb '#0072B2' lw 2.2
set label 90 'field-waves scalar' at screen 0.05, 0.5271 left noenhanced font ',12'
set label 101 '' at screen 0.03, 0.5139 point pt 5 ps 1.2*k lc rgb '#D55E00' lw 2.2
set label 100 'field-waves opencl:0 double' at screen 0.05, 0.5139 left noenhanced font ',12'
set label 111 '' at screen 0.03, 0.5008 point pt 5 ps 1.2*k lc rgb '#009E73' lw 2.2
set label 110 'solve scalar' at screen 0.05, 0.5008 left noenhanced font ',12'
set label 121 '' at screen 0.03, 0.4876 point pt 5 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set label 120 'solve simd' at screen 0.05, 0.4876 left noenhanced font ',12'
set label 131 '' at screen 0.03, 0.4745 point pt 5 ps 1.2*k lc rgb '#E69F00' lw 2.2
set label 130 'solve dense' at screen 0.05, 0.4745 left noenhanced font ',12'
set label 141 '' at screen 0.03, 0.4613 point pt 5 ps 1.2*k lc rgb '#56B4E9' lw 2.2
set label 140 'solve opencl:0 double' at screen 0.05, 0.4613 left noenhanced font ',12'
set label 151 '' at screen 0.03, 0.4482 point pt 5 ps 1.2*k lc rgb '#7F3C8D' lw 2.2
set label 150 'solve opencl:0 dense double' at screen 0.05, 0.4482 left noenhanced font ',12'
set label 161 '' at screen 0.03, 0.435 point pt 5 ps 1.2*k lc rgb '#000000' lw 2.2
set label 160 'spectra scalar' at screen 0.05, 0.435 left noenhanced font ',12'
set label 171 '' at screen 0.03, 0.4218 point pt 9 ps 1.2*k lc rgb '#0072B2' lw 2.2
set label 170 'spectra simd' at screen 0.05, 0.4218 left noenhanced font ',12'
set label 181 '' at screen 0.03, 0.4087 point pt 9 ps 1.2*k lc rgb '#D55E00' lw 2.2
set label 180 'spectra opencl:0 double' at screen 0.05, 0.4087 left noenhanced font ',12'
set label 191 '' at screen 0.03, 0.3955 point pt 9 ps 1.2*k lc rgb '#009E73' lw 2.2
set label 190 'scan scalar' at screen 0.05, 0.3955 left noenhanced font ',12'
set label 201 '' at screen 0.03, 0.3824 point pt 9 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set label 200 'scan simd' at screen 0.05, 0.3824 left noenhanced font ',12'
set label 211 '' at screen 0.03, 0.3692 point pt 9 ps 1.2*k lc rgb '#E69F00' lw 2.2
set label 210 'scan opencl:0 double' at screen 0.05, 0.3692 left noenhanced font ',12'
set label 221 '' at screen 0.03, 0.3561 point pt 9 ps 1.2*k lc rgb '#56B4E9' lw 2.2
set label 220 'tuning scalar' at screen 0.05, 0.3561 left noenhanced font ',12'
set label 231 '' at screen 0.03, 0.3429 point pt 9 ps 1.2*k lc rgb '#7F3C8D' lw 2.2
set label 230 'tuning simd' at screen 0.05, 0.3429 left noenhanced font ',12'
set label 241 '' at screen 0.03, 0.3297 point pt 9 ps 1.2*k lc rgb '#000000' lw 2.2
set label 240 'tuning opencl:0 double' at screen 0.05, 0.3297 left noenhanced font ',12'
set label 251 '' at screen 0.03, 0.3166 point pt 13 ps 1.2*k lc rgb '#0072B2' lw 2.2
set label 250 'bump-toys scalar' at screen 0.05, 0.3166 left noenhanced font ',12'
set label 261 '' at screen 0.03, 0.3034 point pt 13 ps 1.2*k lc rgb '#D55E00' lw 2.2
set label 260 'bump-toys simd' at screen 0.05, 0.3034 left noenhanced font ',12'
set label 271 '' at screen 0.03, 0.2903 point pt 13 ps 1.2*k lc rgb '#009E73' lw 2.2
set label 270 'bump-toys opencl:0 double' at screen 0.05, 0.2903 left noenhanced font ',12'
set label 281 '' at screen 0.03, 0.2771 point pt 13 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set label 280 'likelihood scalar' at screen 0.05, 0.2771 left noenhanced font ',12'
set label 291 '' at screen 0.03, 0.2639 point pt 13 ps 1.2*k lc rgb '#E69F00' lw 2.2
set label 290 'likelihood simd' at screen 0.05, 0.2639 left noenhanced font ',12'
set label 301 '' at screen 0.03, 0.2508 point pt 13 ps 1.2*k lc rgb '#56B4E9' lw 2.2
set label 300 'likelihood opencl:0 double' at screen 0.05, 0.2508 left noenhanced font ',12'
set label 311 '' at screen 0.03, 0.2376 point pt 13 ps 1.2*k lc rgb '#7F3C8D' lw 2.2
set label 310 'gradient scalar' at screen 0.05, 0.2376 left noenhanced font ',12'
set label 321 '' at screen 0.03, 0.2245 point pt 13 ps 1.2*k lc rgb '#000000' lw 2.2
set label 320 'gradient simd' at screen 0.05, 0.2245 left noenhanced font ',12'
set label 331 '' at screen 0.03, 0.2113 point pt 11 ps 1.2*k lc rgb '#0072B2' lw 2.2
set label 330 'likelihood-batch scalar' at screen 0.05, 0.2113 left noenhanced font ',12'
set label 341 '' at screen 0.03, 0.1982 point pt 11 ps 1.2*k lc rgb '#D55E00' lw 2.2
set label 340 'likelihood-batch simd' at screen 0.05, 0.1982 left noenhanced font ',12'
set label 351 '' at screen 0.03, 0.185 point pt 11 ps 1.2*k lc rgb '#009E73' lw 2.2
set label 350 'likelihood-batch opencl:0 double' at screen 0.05, 0.185 left noenhanced font ',12'
set label 361 '' at screen 0.03, 0.1718 point pt 11 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set label 360 'binned-forward-dense gather-openblas-double' at screen 0.05, 0.1718 left noenhanced font ',12'
set label 371 '' at screen 0.03, 0.1587 point pt 11 ps 1.2*k lc rgb '#E69F00' lw 2.2
set label 370 'binned-forward-50-events gather-openblas-double' at screen 0.05, 0.1587 left noenhanced font ',12'
set label 381 '' at screen 0.03, 0.1455 point pt 11 ps 1.2*k lc rgb '#56B4E9' lw 2.2
set label 380 'binned-step-dense gather-openblas-double' at screen 0.05, 0.1455 left noenhanced font ',12'
set label 391 '' at screen 0.03, 0.1324 point pt 11 ps 1.2*k lc rgb '#7F3C8D' lw 2.2
set label 390 'binned-step-50-events gather-openblas-double' at screen 0.05, 0.1324 left noenhanced font ',12'
set label 401 '' at screen 0.03, 0.1192 point pt 11 ps 1.2*k lc rgb '#000000' lw 2.2
set label 400 'single-step-dense gather-openblas-double' at screen 0.05, 0.1192 left noenhanced font ',12'
set label 411 '' at screen 0.03, 0.1061 point pt 7 ps 1.2*k lc rgb '#0072B2' lw 2.2
set label 410 'single-step-50-events gather-openblas-double' at screen 0.05, 0.1061 left noenhanced font ',12'
set label 421 '' at screen 0.03, 0.0929 point pt 7 ps 1.2*k lc rgb '#D55E00' lw 2.2
set label 420 'backtrack-random scalar' at screen 0.05, 0.0929 left noenhanced font ',12'
set label 431 '' at screen 0.03, 0.0797 point pt 7 ps 1.2*k lc rgb '#009E73' lw 2.2
set label 430 'backtrack-random simd-double' at screen 0.05, 0.0797 left noenhanced font ',12'
set label 441 '' at screen 0.03, 0.0666 point pt 7 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set label 440 'backtrack-random opencl:0 double' at screen 0.05, 0.0666 left noenhanced font ',12'
set arrow 450 from screen 0.0171, 0.0534 to screen 0.0429, 0.0534 nohead lc rgb '#707070' lw 1.8 dt 2
set label 450 'L1' at screen 0.05, 0.0534 left noenhanced font ',12'
set arrow 460 from screen 0.0171, 0.0403 to screen 0.0429, 0.0403 nohead lc rgb '#9A9A9A' lw 1.8 dt 4
set label 460 'L2' at screen 0.05, 0.0403 left noenhanced font ',12'
set arrow 470 from screen 0.0171, 0.0271 to screen 0.0429, 0.0271 nohead lc rgb '#505050' lw 1.8 dt 3
set label 470 'L3' at screen 0.05, 0.0271 left noenhanced font ',12'
set arrow 480 from screen 0.0171, 0.0139 to screen 0.0429, 0.0139 nohead lc rgb '#B4B4B4' lw 1.8 dt 5
set label 480 'memory' at screen 0.05, 0.0139 left noenhanced font ',12'
plot data index 44 using 1:2 with lines lc rgb '#707070' lw 1.8 dt 2 notitle, \
  data index 45 using 1:2 with lines lc rgb '#9A9A9A' lw 1.8 dt 4 notitle, \
  data index 46 using 1:2 with lines lc rgb '#505050' lw 1.8 dt 3 notitle, \
  data index 47 using 1:2 with lines lc rgb '#B4B4B4' lw 1.8 dt 5 notitle, \
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
  data index 25 using 1:2 with points lc rgb '#D55E00' lw 2.2 pt 13 ps 1.2*k notitle, \
  data index 26 using 1:2 with points lc rgb '#009E73' lw 2.2 pt 13 ps 1.2*k notitle, \
  data index 27 using 1:2 with points lc rgb '#CC79A7' lw 2.2 pt 13 ps 1.2*k notitle, \
  data index 28 using 1:2 with points lc rgb '#E69F00' lw 2.2 pt 13 ps 1.2*k notitle, \
  data index 29 using 1:2 with points lc rgb '#56B4E9' lw 2.2 pt 13 ps 1.2*k notitle, \
  data index 30 using 1:2 with points lc rgb '#7F3C8D' lw 2.2 pt 13 ps 1.2*k notitle, \
  data index 31 using 1:2 with points lc rgb '#000000' lw 2.2 pt 13 ps 1.2*k notitle, \
  data index 32 using 1:2 with points lc rgb '#0072B2' lw 2.2 pt 11 ps 1.2*k notitle, \
  data index 33 using 1:2 with points lc rgb '#D55E00' lw 2.2 pt 11 ps 1.2*k notitle, \
  data index 34 using 1:2 with points lc rgb '#009E73' lw 2.2 pt 11 ps 1.2*k notitle, \
  data index 35 using 1:2 with points lc rgb '#CC79A7' lw 2.2 pt 11 ps 1.2*k notitle, \
  data index 36 using 1:2 with points lc rgb '#E69F00' lw 2.2 pt 11 ps 1.2*k notitle, \
  data index 37 using 1:2 with points lc rgb '#56B4E9' lw 2.2 pt 11 ps 1.2*k notitle, \
  data index 38 using 1:2 with points lc rgb '#7F3C8D' lw 2.2 pt 11 ps 1.2*k notitle, \
  data index 39 using 1:2 with points lc rgb '#000000' lw 2.2 pt 11 ps 1.2*k notitle, \
  data index 40 using 1:2 with points lc rgb '#0072B2' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 41 using 1:2 with points lc rgb '#D55E00' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 42 using 1:2 with points lc rgb '#009E73' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 43 using 1:2 with points lc rgb '#CC79A7' lw 2.2 pt 7 ps 1.2*k notitle
unset label
unset arrow
unset object
set title ''

# panel 2
set lmargin at screen 0.58
set rmargin at screen 0.98
set tmargin at screen 0.9547
set bmargin at screen 0.6768
set title 'single precision' noenhanced offset 0,-0.3 font ',15.0'
set logscale x 10
set xrange [0.005019491499109721:1942.4278339208868]
set xtics autofreq
set mxtics 10
set format x '10^{%L}'
set logscale y 10
set yrange [0.07978451483795324:275.1503541352405]
set ytics autofreq
set mytics 10
set format y '10^{%L}'
set xlabel 'intensity [flop/byte]' font ',14.0'
set ylabel 'rate [GF/s]' font ',14.0'
set label 11 '' at screen 0.53, 0.6324 point pt 7 ps 1.2*k lc rgb '#0072B2' lw 2.2
set label 10 'field fftw' at screen 0.55, 0.6324 left noenhanced font ',12'
set label 21 '' at screen 0.53, 0.6192 point pt 7 ps 1.2*k lc rgb '#D55E00' lw 2.2
set label 20 'grid-boris simd-single' at screen 0.55, 0.6192 left noenhanced font ',12'
set label 31 '' at screen 0.53, 0.6061 point pt 7 ps 1.2*k lc rgb '#009E73' lw 2.2
set label 30 'grid-boris opencl:0 single' at screen 0.55, 0.6061 left noenhanced font ',12'
set label 41 '' at screen 0.53, 0.5929 point pt 7 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set label 40 'waves-boris simd-single' at screen 0.55, 0.5929 left noenhanced font ',12'
set label 51 '' at screen 0.53, 0.5797 point pt 7 ps 1.2*k lc rgb '#E69F00' lw 2.2
set label 50 'waves-boris opencl:0 single' at screen 0.55, 0.5797 left noenhanced font ',12'
set label 61 '' at screen 0.53, 0.5666 point pt 7 ps 1.2*k lc rgb '#56B4E9' lw 2.2
set label 60 'slides-backtracking simd-single' at screen 0.55, 0.5666 left noenhanced font ',12'
set label 71 '' at screen 0.53, 0.5534 point pt 7 ps 1.2*k lc rgb '#7F3C8D' lw 2.2
set label 70 'slides-backtracking opencl:0 single' at screen 0.55, 0.5534 left noenhanced font ',12'
set label 81 '' at screen 0.53, 0.5403 point pt 7 ps 1.2*k lc rgb '#000000' lw 2.2
set label 80 'field-waves opencl:0 single' at screen 0.55, 0.5403 left noenhanced font ',12'
set label 91 '' at screen 0.53, 0.5271 point pt 5 ps 1.2*k lc rgb '#0072B2' lw 2.2
set label 90 'binned-forward-dense gather-openblas' at screen 0.55, 0.5271 left noenhanced font ',12'
set label 101 '' at screen 0.53, 0.5139 point pt 5 ps 1.2*k lc rgb '#D55E00' lw 2.2
set label 100 'binned-forward-dense direct' at screen 0.55, 0.5139 left noenhanced font ',12'
set label 111 '' at screen 0.53, 0.5008 point pt 5 ps 1.2*k lc rgb '#009E73' lw 2.2
set label 110 'binned-forward-dense opencl:0 single' at screen 0.55, 0.5008 left noenhanced font ',12'
set label 121 '' at screen 0.53, 0.4876 point pt 5 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set label 120 'binned-forward-50-events gather-openblas' at screen 0.55, 0.4876 left noenhanced font ',12'
set label 131 '' at screen 0.53, 0.4745 point pt 5 ps 1.2*k lc rgb '#E69F00' lw 2.2
set label 130 'binned-forward-50-events direct' at screen 0.55, 0.4745 left noenhanced font ',12'
set label 141 '' at screen 0.53, 0.4613 point pt 5 ps 1.2*k lc rgb '#56B4E9' lw 2.2
set label 140 'binned-forward-50-events opencl:0 single' at screen 0.55, 0.4613 left noenhanced font ',12'
set label 151 '' at screen 0.53, 0.4482 point pt 5 ps 1.2*k lc rgb '#7F3C8D' lw 2.2
set label 150 'binned-step-dense gather-openblas' at screen 0.55, 0.4482 left noenhanced font ',12'
set label 161 '' at screen 0.53, 0.435 point pt 5 ps 1.2*k lc rgb '#000000' lw 2.2
set label 160 'binned-step-dense direct' at screen 0.55, 0.435 left noenhanced font ',12'
set label 171 '' at screen 0.53, 0.4218 point pt 9 ps 1.2*k lc rgb '#0072B2' lw 2.2
set label 170 'binned-step-dense opencl:0 single' at screen 0.55, 0.4218 left noenhanced font ',12'
set label 181 '' at screen 0.53, 0.4087 point pt 9 ps 1.2*k lc rgb '#D55E00' lw 2.2
set label 180 'binned-step-50-events gather-openblas' at screen 0.55, 0.4087 left noenhanced font ',12'
set label 191 '' at screen 0.53, 0.3955 point pt 9 ps 1.2*k lc rgb '#009E73' lw 2.2
set label 190 'binned-step-50-events direct' at screen 0.55, 0.3955 left noenhanced font ',12'
set label 201 '' at screen 0.53, 0.3824 point pt 9 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set label 200 'binned-step-50-events opencl:0 single' at screen 0.55, 0.3824 left noenhanced font ',12'
set label 211 '' at screen 0.53, 0.3692 point pt 9 ps 1.2*k lc rgb '#E69F00' lw 2.2
set label 210 'single-step-dense gather-openblas' at screen 0.55, 0.3692 left noenhanced font ',12'
set label 221 '' at screen 0.53, 0.3561 point pt 9 ps 1.2*k lc rgb '#56B4E9' lw 2.2
set label 220 'single-step-dense direct' at screen 0.55, 0.3561 left noenhanced font ',12'
set label 231 '' at screen 0.53, 0.3429 point pt 9 ps 1.2*k lc rgb '#7F3C8D' lw 2.2
set label 230 'single-step-dense opencl:0 single' at screen 0.55, 0.3429 left noenhanced font ',12'
set label 241 '' at screen 0.53, 0.3297 point pt 9 ps 1.2*k lc rgb '#000000' lw 2.2
set label 240 'single-step-50-events gather-openblas' at screen 0.55, 0.3297 left noenhanced font ',12'
set label 251 '' at screen 0.53, 0.3166 point pt 13 ps 1.2*k lc rgb '#0072B2' lw 2.2
set label 250 'single-step-50-events direct' at screen 0.55, 0.3166 left noenhanced font ',12'
set label 261 '' at screen 0.53, 0.3034 point pt 13 ps 1.2*k lc rgb '#D55E00' lw 2.2
set label 260 'single-step-50-events opencl:0 single' at screen 0.55, 0.3034 left noenhanced font ',12'
set label 271 '' at screen 0.53, 0.2903 point pt 13 ps 1.2*k lc rgb '#009E73' lw 2.2
set label 270 'backtrack-random simd-single' at screen 0.55, 0.2903 left noenhanced font ',12'
set label 281 '' at screen 0.53, 0.2771 point pt 13 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set label 280 'backtrack-random opencl:0 single' at screen 0.55, 0.2771 left noenhanced font ',12'
set arrow 290 from screen 0.5171, 0.2639 to screen 0.5429, 0.2639 nohead lc rgb '#707070' lw 1.8 dt 2
set label 290 'L1' at screen 0.55, 0.2639 left noenhanced font ',12'
set arrow 300 from screen 0.5171, 0.2508 to screen 0.5429, 0.2508 nohead lc rgb '#9A9A9A' lw 1.8 dt 4
set label 300 'L2' at screen 0.55, 0.2508 left noenhanced font ',12'
set arrow 310 from screen 0.5171, 0.2376 to screen 0.5429, 0.2376 nohead lc rgb '#505050' lw 1.8 dt 3
set label 310 'L3' at screen 0.55, 0.2376 left noenhanced font ',12'
set arrow 320 from screen 0.5171, 0.2245 to screen 0.5429, 0.2245 nohead lc rgb '#B4B4B4' lw 1.8 dt 5
set label 320 'memory' at screen 0.55, 0.2245 left noenhanced font ',12'
plot data index 76 using 1:2 with lines lc rgb '#707070' lw 1.8 dt 2 notitle, \
  data index 77 using 1:2 with lines lc rgb '#9A9A9A' lw 1.8 dt 4 notitle, \
  data index 78 using 1:2 with lines lc rgb '#505050' lw 1.8 dt 3 notitle, \
  data index 79 using 1:2 with lines lc rgb '#B4B4B4' lw 1.8 dt 5 notitle, \
  data index 48 using 1:2 with points lc rgb '#0072B2' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 49 using 1:2 with points lc rgb '#D55E00' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 50 using 1:2 with points lc rgb '#009E73' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 51 using 1:2 with points lc rgb '#CC79A7' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 52 using 1:2 with points lc rgb '#E69F00' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 53 using 1:2 with points lc rgb '#56B4E9' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 54 using 1:2 with points lc rgb '#7F3C8D' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 55 using 1:2 with points lc rgb '#000000' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 56 using 1:2 with points lc rgb '#0072B2' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 57 using 1:2 with points lc rgb '#D55E00' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 58 using 1:2 with points lc rgb '#009E73' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 59 using 1:2 with points lc rgb '#CC79A7' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 60 using 1:2 with points lc rgb '#E69F00' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 61 using 1:2 with points lc rgb '#56B4E9' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 62 using 1:2 with points lc rgb '#7F3C8D' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 63 using 1:2 with points lc rgb '#000000' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 64 using 1:2 with points lc rgb '#0072B2' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 65 using 1:2 with points lc rgb '#D55E00' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 66 using 1:2 with points lc rgb '#009E73' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 67 using 1:2 with points lc rgb '#CC79A7' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 68 using 1:2 with points lc rgb '#E69F00' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 69 using 1:2 with points lc rgb '#56B4E9' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 70 using 1:2 with points lc rgb '#7F3C8D' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 71 using 1:2 with points lc rgb '#000000' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 72 using 1:2 with points lc rgb '#0072B2' lw 2.2 pt 13 ps 1.2*k notitle, \
  data index 73 using 1:2 with points lc rgb '#D55E00' lw 2.2 pt 13 ps 1.2*k notitle, \
  data index 74 using 1:2 with points lc rgb '#009E73' lw 2.2 pt 13 ps 1.2*k notitle, \
  data index 75 using 1:2 with points lc rgb '#CC79A7' lw 2.2 pt 13 ps 1.2*k notitle
unset label
unset arrow
unset object
set title ''
unset multiplot
}
unset output
