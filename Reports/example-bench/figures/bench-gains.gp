# Gains over the reference variant
# Redraw in this folder with: gnuplot bench-gains.gp
if (!exists('data')) data = 'bench-gains.dat'
if (!exists('png')) png = 'bench-gains.png'
if (!exists('svg')) svg = 'bench-gains.svg'
set encoding utf8
set datafile missing 'NaN'
set minussign
do for [pass = 1:2] {
# k makes points of equal size in both
if (pass == 1) {
  k = 1.0
  set terminal pngcairo enhanced size 1400,1850 font 'DejaVu Sans,14' background 'white'
  set output png
} else {
  k = 0.68
  set terminal svg enhanced size 1400,1850 font 'DejaVu Sans,14' fontscale 1.3333 dashlength 1.5 background 'white'
  set output svg
}
set multiplot
unset key
set grid xtics ytics lc rgb '#E4E4E4' lw 1 lt 1
set border lw 1.2
set tics front

# panel 1
set lmargin at screen 0.08
set rmargin at screen 0.98
set tmargin at screen 0.9535
set bmargin at screen 0.6681
set label 1 'Gains over the reference variant' at screen 0.5, 0.9859 center noenhanced font ',18.0'
set title 'Gain' noenhanced offset 0,-0.3 font ',15.0'
unset logscale x
set xrange [0.5:90.5]
set xtics autofreq
set mxtics default
set format x '%h'
set logscale y 10
set yrange [0.19454578112531062:210.91943809226268]
set ytics autofreq
set mytics 10
set format y '10^{%L}'
set xlabel 'row' font ',14.0'
set ylabel 'times as fast' font ',14.0'
set label 11 '' at screen 0.03, 0.6224 point pt 7 ps 1.2*k lc rgb '#0072B2' lw 2.2
set arrow 10 from screen 0.03, 0.6176 to screen 0.03, 0.6273 heads size screen 0.003,90 lc rgb '#0072B2' lw 2.2
set label 10 '1 tuning simd' at screen 0.05, 0.6224 left noenhanced font ',12'
set label 21 '' at screen 0.03, 0.6089 point pt 7 ps 1.2*k lc rgb '#D55E00' lw 2.2
set arrow 20 from screen 0.03, 0.6041 to screen 0.03, 0.6138 heads size screen 0.003,90 lc rgb '#D55E00' lw 2.2
set label 20 '2 tuning simd threads=2' at screen 0.05, 0.6089 left noenhanced font ',12'
set label 31 '' at screen 0.03, 0.5954 point pt 7 ps 1.2*k lc rgb '#009E73' lw 2.2
set arrow 30 from screen 0.03, 0.5905 to screen 0.03, 0.6003 heads size screen 0.003,90 lc rgb '#009E73' lw 2.2
set label 30 '3 combination threads=2' at screen 0.05, 0.5954 left noenhanced font ',12'
set label 41 '' at screen 0.03, 0.5819 point pt 7 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set arrow 40 from screen 0.03, 0.577 to screen 0.03, 0.5868 heads size screen 0.003,90 lc rgb '#CC79A7' lw 2.2
set label 40 '4 solve simd' at screen 0.05, 0.5819 left noenhanced font ',12'
set label 51 '' at screen 0.03, 0.5684 point pt 7 ps 1.2*k lc rgb '#E69F00' lw 2.2
set arrow 50 from screen 0.03, 0.5635 to screen 0.03, 0.5732 heads size screen 0.003,90 lc rgb '#E69F00' lw 2.2
set label 50 '5 solve dense' at screen 0.05, 0.5684 left noenhanced font ',12'
set label 61 '' at screen 0.03, 0.5549 point pt 7 ps 1.2*k lc rgb '#56B4E9' lw 2.2
set arrow 60 from screen 0.03, 0.55 to screen 0.03, 0.5597 heads size screen 0.003,90 lc rgb '#56B4E9' lw 2.2
set label 60 '6 spectra simd' at screen 0.05, 0.5549 left noenhanced font ',12'
set label 71 '' at screen 0.03, 0.5414 point pt 7 ps 1.2*k lc rgb '#7F3C8D' lw 2.2
set arrow 70 from screen 0.03, 0.5365 to screen 0.03, 0.5462 heads size screen 0.003,90 lc rgb '#7F3C8D' lw 2.2
set label 70 '7 spectra simd threads=2' at screen 0.05, 0.5414 left noenhanced font ',12'
set label 81 '' at screen 0.03, 0.5278 point pt 7 ps 1.2*k lc rgb '#000000' lw 2.2
set arrow 80 from screen 0.03, 0.523 to screen 0.03, 0.5327 heads size screen 0.003,90 lc rgb '#000000' lw 2.2
set label 80 '8 field fftw threads=2' at screen 0.05, 0.5278 left noenhanced font ',12'
set label 91 '' at screen 0.03, 0.5143 point pt 5 ps 1.2*k lc rgb '#0072B2' lw 2.2
set arrow 90 from screen 0.03, 0.5095 to screen 0.03, 0.5192 heads size screen 0.003,90 lc rgb '#0072B2' lw 2.2
set label 90 '9 grid-boris simd-double' at screen 0.05, 0.5143 left noenhanced font ',12'
set label 101 '' at screen 0.03, 0.5008 point pt 5 ps 1.2*k lc rgb '#D55E00' lw 2.2
set arrow 100 from screen 0.03, 0.4959 to screen 0.03, 0.5057 heads size screen 0.003,90 lc rgb '#D55E00' lw 2.2
set label 100 '10 grid-boris simd-single' at screen 0.05, 0.5008 left noenhanced font ',12'
set label 111 '' at screen 0.03, 0.4873 point pt 5 ps 1.2*k lc rgb '#009E73' lw 2.2
set arrow 110 from screen 0.03, 0.4824 to screen 0.03, 0.4922 heads size screen 0.003,90 lc rgb '#009E73' lw 2.2
set label 110 '11 grid-boris scalar threads=2' at screen 0.05, 0.4873 left noenhanced font ',12'
set label 121 '' at screen 0.03, 0.4738 point pt 5 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set arrow 120 from screen 0.03, 0.4689 to screen 0.03, 0.4786 heads size screen 0.003,90 lc rgb '#CC79A7' lw 2.2
set label 120 '12 grid-boris simd-double threads=2' at screen 0.05, 0.4738 left noenhanced font ',12'
set label 131 '' at screen 0.03, 0.4603 point pt 5 ps 1.2*k lc rgb '#E69F00' lw 2.2
set arrow 130 from screen 0.03, 0.4554 to screen 0.03, 0.4651 heads size screen 0.003,90 lc rgb '#E69F00' lw 2.2
set label 130 '13 grid-boris simd-single threads=2' at screen 0.05, 0.4603 left noenhanced font ',12'
set label 141 '' at screen 0.03, 0.4468 point pt 5 ps 1.2*k lc rgb '#56B4E9' lw 2.2
set arrow 140 from screen 0.03, 0.4419 to screen 0.03, 0.4516 heads size screen 0.003,90 lc rgb '#56B4E9' lw 2.2
set label 140 '14 waves-boris simd-double' at screen 0.05, 0.4468 left noenhanced font ',12'
set label 151 '' at screen 0.03, 0.4332 point pt 5 ps 1.2*k lc rgb '#7F3C8D' lw 2.2
set arrow 150 from screen 0.03, 0.4284 to screen 0.03, 0.4381 heads size screen 0.003,90 lc rgb '#7F3C8D' lw 2.2
set label 150 '15 waves-boris simd-single' at screen 0.05, 0.4332 left noenhanced font ',12'
set label 161 '' at screen 0.03, 0.4197 point pt 5 ps 1.2*k lc rgb '#000000' lw 2.2
set arrow 160 from screen 0.03, 0.4149 to screen 0.03, 0.4246 heads size screen 0.003,90 lc rgb '#000000' lw 2.2
set label 160 '16 waves-boris scalar threads=2' at screen 0.05, 0.4197 left noenhanced font ',12'
set label 171 '' at screen 0.03, 0.4062 point pt 9 ps 1.2*k lc rgb '#0072B2' lw 2.2
set arrow 170 from screen 0.03, 0.4014 to screen 0.03, 0.4111 heads size screen 0.003,90 lc rgb '#0072B2' lw 2.2
set label 170 '17 waves-boris simd-double threads=2' at screen 0.05, 0.4062 left noenhanced font ',12'
set label 181 '' at screen 0.03, 0.3927 point pt 9 ps 1.2*k lc rgb '#D55E00' lw 2.2
set arrow 180 from screen 0.03, 0.3878 to screen 0.03, 0.3976 heads size screen 0.003,90 lc rgb '#D55E00' lw 2.2
set label 180 '18 waves-boris simd-single threads=2' at screen 0.05, 0.3927 left noenhanced font ',12'
set label 191 '' at screen 0.03, 0.3792 point pt 9 ps 1.2*k lc rgb '#009E73' lw 2.2
set arrow 190 from screen 0.03, 0.3743 to screen 0.03, 0.3841 heads size screen 0.003,90 lc rgb '#009E73' lw 2.2
set label 190 '19 binned-forward-dense gather-openblas' at screen 0.05, 0.3792 left noenhanced font ',12'
set label 201 '' at screen 0.03, 0.3657 point pt 9 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set arrow 200 from screen 0.03, 0.3608 to screen 0.03, 0.3705 heads size screen 0.003,90 lc rgb '#CC79A7' lw 2.2
set label 200 '20 binned-forward-dense gather-onednn' at screen 0.05, 0.3657 left noenhanced font ',12'
set label 211 '' at screen 0.03, 0.3522 point pt 9 ps 1.2*k lc rgb '#E69F00' lw 2.2
set arrow 210 from screen 0.03, 0.3473 to screen 0.03, 0.357 heads size screen 0.003,90 lc rgb '#E69F00' lw 2.2
set label 210 '21 binned-forward-dense direct' at screen 0.05, 0.3522 left noenhanced font ',12'
set label 221 '' at screen 0.03, 0.3386 point pt 9 ps 1.2*k lc rgb '#56B4E9' lw 2.2
set arrow 220 from screen 0.03, 0.3338 to screen 0.03, 0.3435 heads size screen 0.003,90 lc rgb '#56B4E9' lw 2.2
set label 220 '22 binned-forward-dense gather-openblas-double threads=2' at screen 0.05, 0.3386 left noenhanced font ',12'
set label 231 '' at screen 0.03, 0.3251 point pt 9 ps 1.2*k lc rgb '#7F3C8D' lw 2.2
set arrow 230 from screen 0.03, 0.3203 to screen 0.03, 0.33 heads size screen 0.003,90 lc rgb '#7F3C8D' lw 2.2
set label 230 '23 binned-forward-dense gather-openblas threads=2' at screen 0.05, 0.3251 left noenhanced font ',12'
set label 241 '' at screen 0.03, 0.3116 point pt 9 ps 1.2*k lc rgb '#000000' lw 2.2
set arrow 240 from screen 0.03, 0.3068 to screen 0.03, 0.3165 heads size screen 0.003,90 lc rgb '#000000' lw 2.2
set label 240 '24 binned-forward-dense gather-onednn threads=2' at screen 0.05, 0.3116 left noenhanced font ',12'
set label 251 '' at screen 0.03, 0.2981 point pt 13 ps 1.2*k lc rgb '#0072B2' lw 2.2
set arrow 250 from screen 0.03, 0.2932 to screen 0.03, 0.303 heads size screen 0.003,90 lc rgb '#0072B2' lw 2.2
set label 250 '25 binned-forward-dense direct threads=2' at screen 0.05, 0.2981 left noenhanced font ',12'
set label 261 '' at screen 0.03, 0.2846 point pt 13 ps 1.2*k lc rgb '#D55E00' lw 2.2
set arrow 260 from screen 0.03, 0.2797 to screen 0.03, 0.2895 heads size screen 0.003,90 lc rgb '#D55E00' lw 2.2
set label 260 '26 binned-forward-50-events gather-openblas' at screen 0.05, 0.2846 left noenhanced font ',12'
set label 271 '' at screen 0.03, 0.2711 point pt 13 ps 1.2*k lc rgb '#009E73' lw 2.2
set arrow 270 from screen 0.03, 0.2662 to screen 0.03, 0.2759 heads size screen 0.003,90 lc rgb '#009E73' lw 2.2
set label 270 '27 binned-forward-50-events gather-onednn' at screen 0.05, 0.2711 left noenhanced font ',12'
set label 281 '' at screen 0.03, 0.2576 point pt 13 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set arrow 280 from screen 0.03, 0.2527 to screen 0.03, 0.2624 heads size screen 0.003,90 lc rgb '#CC79A7' lw 2.2
set label 280 '28 binned-forward-50-events direct' at screen 0.05, 0.2576 left noenhanced font ',12'
set label 291 '' at screen 0.03, 0.2441 point pt 13 ps 1.2*k lc rgb '#E69F00' lw 2.2
set arrow 290 from screen 0.03, 0.2392 to screen 0.03, 0.2489 heads size screen 0.003,90 lc rgb '#E69F00' lw 2.2
set label 290 '29 binned-forward-50-events gather-openblas-double threads=2' at screen 0.05, 0.2441 left noenhanced font ',12'
set label 301 '' at screen 0.03, 0.2305 point pt 13 ps 1.2*k lc rgb '#56B4E9' lw 2.2
set arrow 300 from screen 0.03, 0.2257 to screen 0.03, 0.2354 heads size screen 0.003,90 lc rgb '#56B4E9' lw 2.2
set label 300 '30 binned-forward-50-events gather-openblas threads=2' at screen 0.05, 0.2305 left noenhanced font ',12'
set label 311 '' at screen 0.03, 0.217 point pt 13 ps 1.2*k lc rgb '#7F3C8D' lw 2.2
set arrow 310 from screen 0.03, 0.2122 to screen 0.03, 0.2219 heads size screen 0.003,90 lc rgb '#7F3C8D' lw 2.2
set label 310 '31 binned-forward-50-events gather-onednn threads=2' at screen 0.05, 0.217 left noenhanced font ',12'
set label 321 '' at screen 0.03, 0.2035 point pt 13 ps 1.2*k lc rgb '#000000' lw 2.2
set arrow 320 from screen 0.03, 0.1986 to screen 0.03, 0.2084 heads size screen 0.003,90 lc rgb '#000000' lw 2.2
set label 320 '32 binned-forward-50-events direct threads=2' at screen 0.05, 0.2035 left noenhanced font ',12'
set label 331 '' at screen 0.03, 0.19 point pt 11 ps 1.2*k lc rgb '#0072B2' lw 2.2
set arrow 330 from screen 0.03, 0.1851 to screen 0.03, 0.1949 heads size screen 0.003,90 lc rgb '#0072B2' lw 2.2
set label 330 '33 binned-step-dense gather-openblas' at screen 0.05, 0.19 left noenhanced font ',12'
set label 341 '' at screen 0.03, 0.1765 point pt 11 ps 1.2*k lc rgb '#D55E00' lw 2.2
set arrow 340 from screen 0.03, 0.1716 to screen 0.03, 0.1814 heads size screen 0.003,90 lc rgb '#D55E00' lw 2.2
set label 340 '34 binned-step-dense gather-onednn' at screen 0.05, 0.1765 left noenhanced font ',12'
set label 351 '' at screen 0.03, 0.163 point pt 11 ps 1.2*k lc rgb '#009E73' lw 2.2
set arrow 350 from screen 0.03, 0.1581 to screen 0.03, 0.1678 heads size screen 0.003,90 lc rgb '#009E73' lw 2.2
set label 350 '35 binned-step-dense direct' at screen 0.05, 0.163 left noenhanced font ',12'
set label 361 '' at screen 0.03, 0.1495 point pt 11 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set arrow 360 from screen 0.03, 0.1446 to screen 0.03, 0.1543 heads size screen 0.003,90 lc rgb '#CC79A7' lw 2.2
set label 360 '36 binned-step-dense gather-openblas-double threads=2' at screen 0.05, 0.1495 left noenhanced font ',12'
set label 371 '' at screen 0.03, 0.1359 point pt 11 ps 1.2*k lc rgb '#E69F00' lw 2.2
set arrow 370 from screen 0.03, 0.1311 to screen 0.03, 0.1408 heads size screen 0.003,90 lc rgb '#E69F00' lw 2.2
set label 370 '37 binned-step-dense gather-openblas threads=2' at screen 0.05, 0.1359 left noenhanced font ',12'
set label 381 '' at screen 0.03, 0.1224 point pt 11 ps 1.2*k lc rgb '#56B4E9' lw 2.2
set arrow 380 from screen 0.03, 0.1176 to screen 0.03, 0.1273 heads size screen 0.003,90 lc rgb '#56B4E9' lw 2.2
set label 380 '38 binned-step-dense gather-onednn threads=2' at screen 0.05, 0.1224 left noenhanced font ',12'
set label 391 '' at screen 0.03, 0.1089 point pt 11 ps 1.2*k lc rgb '#7F3C8D' lw 2.2
set arrow 390 from screen 0.03, 0.1041 to screen 0.03, 0.1138 heads size screen 0.003,90 lc rgb '#7F3C8D' lw 2.2
set label 390 '39 binned-step-dense direct threads=2' at screen 0.05, 0.1089 left noenhanced font ',12'
set label 401 '' at screen 0.03, 0.0954 point pt 11 ps 1.2*k lc rgb '#000000' lw 2.2
set arrow 400 from screen 0.03, 0.0905 to screen 0.03, 0.1003 heads size screen 0.003,90 lc rgb '#000000' lw 2.2
set label 400 '40 binned-step-50-events gather-openblas' at screen 0.05, 0.0954 left noenhanced font ',12'
set label 411 '' at screen 0.03, 0.0819 point pt 7 ps 1.2*k lc rgb '#0072B2' lw 2.2
set arrow 410 from screen 0.03, 0.077 to screen 0.03, 0.0868 heads size screen 0.003,90 lc rgb '#0072B2' lw 2.2
set label 410 '41 binned-step-50-events gather-onednn' at screen 0.05, 0.0819 left noenhanced font ',12'
set label 421 '' at screen 0.03, 0.0684 point pt 7 ps 1.2*k lc rgb '#D55E00' lw 2.2
set arrow 420 from screen 0.03, 0.0635 to screen 0.03, 0.0732 heads size screen 0.003,90 lc rgb '#D55E00' lw 2.2
set label 420 '42 binned-step-50-events direct' at screen 0.05, 0.0684 left noenhanced font ',12'
set label 431 '' at screen 0.03, 0.0549 point pt 7 ps 1.2*k lc rgb '#009E73' lw 2.2
set arrow 430 from screen 0.03, 0.05 to screen 0.03, 0.0597 heads size screen 0.003,90 lc rgb '#009E73' lw 2.2
set label 430 '43 binned-step-50-events gather-openblas-double threads=2' at screen 0.05, 0.0549 left noenhanced font ',12'
set label 441 '' at screen 0.03, 0.0414 point pt 7 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set arrow 440 from screen 0.03, 0.0365 to screen 0.03, 0.0462 heads size screen 0.003,90 lc rgb '#CC79A7' lw 2.2
set label 440 '44 binned-step-50-events gather-openblas threads=2' at screen 0.05, 0.0414 left noenhanced font ',12'
set label 451 '' at screen 0.03, 0.0278 point pt 7 ps 1.2*k lc rgb '#E69F00' lw 2.2
set arrow 450 from screen 0.03, 0.023 to screen 0.03, 0.0327 heads size screen 0.003,90 lc rgb '#E69F00' lw 2.2
set label 450 '45 binned-step-50-events gather-onednn threads=2' at screen 0.05, 0.0278 left noenhanced font ',12'
set label 461 '' at screen 0.03, 0.0143 point pt 7 ps 1.2*k lc rgb '#56B4E9' lw 2.2
set arrow 460 from screen 0.03, 0.0095 to screen 0.03, 0.0192 heads size screen 0.003,90 lc rgb '#56B4E9' lw 2.2
set label 460 '46 binned-step-50-events direct threads=2' at screen 0.05, 0.0143 left noenhanced font ',12'
set label 471 '' at screen 0.4429, 0.6224 point pt 7 ps 1.2*k lc rgb '#7F3C8D' lw 2.2
set arrow 470 from screen 0.4429, 0.6176 to screen 0.4429, 0.6273 heads size screen 0.003,90 lc rgb '#7F3C8D' lw 2.2
set label 470 '47 single-step-dense gather-openblas' at screen 0.4629, 0.6224 left noenhanced font ',12'
set label 481 '' at screen 0.4429, 0.6089 point pt 7 ps 1.2*k lc rgb '#000000' lw 2.2
set arrow 480 from screen 0.4429, 0.6041 to screen 0.4429, 0.6138 heads size screen 0.003,90 lc rgb '#000000' lw 2.2
set label 480 '48 single-step-dense gather-onednn' at screen 0.4629, 0.6089 left noenhanced font ',12'
set label 491 '' at screen 0.4429, 0.5954 point pt 5 ps 1.2*k lc rgb '#0072B2' lw 2.2
set arrow 490 from screen 0.4429, 0.5905 to screen 0.4429, 0.6003 heads size screen 0.003,90 lc rgb '#0072B2' lw 2.2
set label 490 '49 single-step-dense direct' at screen 0.4629, 0.5954 left noenhanced font ',12'
set label 501 '' at screen 0.4429, 0.5819 point pt 5 ps 1.2*k lc rgb '#D55E00' lw 2.2
set arrow 500 from screen 0.4429, 0.577 to screen 0.4429, 0.5868 heads size screen 0.003,90 lc rgb '#D55E00' lw 2.2
set label 500 '50 single-step-dense gather-openblas-double threads=2' at screen 0.4629, 0.5819 left noenhanced font ',12'
set label 511 '' at screen 0.4429, 0.5684 point pt 5 ps 1.2*k lc rgb '#009E73' lw 2.2
set arrow 510 from screen 0.4429, 0.5635 to screen 0.4429, 0.5732 heads size screen 0.003,90 lc rgb '#009E73' lw 2.2
set label 510 '51 single-step-dense gather-openblas threads=2' at screen 0.4629, 0.5684 left noenhanced font ',12'
set label 521 '' at screen 0.4429, 0.5549 point pt 5 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set arrow 520 from screen 0.4429, 0.55 to screen 0.4429, 0.5597 heads size screen 0.003,90 lc rgb '#CC79A7' lw 2.2
set label 520 '52 single-step-dense gather-onednn threads=2' at screen 0.4629, 0.5549 left noenhanced font ',12'
set label 531 '' at screen 0.4429, 0.5414 point pt 5 ps 1.2*k lc rgb '#E69F00' lw 2.2
set arrow 530 from screen 0.4429, 0.5365 to screen 0.4429, 0.5462 heads size screen 0.003,90 lc rgb '#E69F00' lw 2.2
set label 530 '53 single-step-dense direct threads=2' at screen 0.4629, 0.5414 left noenhanced font ',12'
set label 541 '' at screen 0.4429, 0.5278 point pt 5 ps 1.2*k lc rgb '#56B4E9' lw 2.2
set arrow 540 from screen 0.4429, 0.523 to screen 0.4429, 0.5327 heads size screen 0.003,90 lc rgb '#56B4E9' lw 2.2
set label 540 '54 single-step-50-events gather-openblas' at screen 0.4629, 0.5278 left noenhanced font ',12'
set label 551 '' at screen 0.4429, 0.5143 point pt 5 ps 1.2*k lc rgb '#7F3C8D' lw 2.2
set arrow 550 from screen 0.4429, 0.5095 to screen 0.4429, 0.5192 heads size screen 0.003,90 lc rgb '#7F3C8D' lw 2.2
set label 550 '55 single-step-50-events gather-onednn' at screen 0.4629, 0.5143 left noenhanced font ',12'
set label 561 '' at screen 0.4429, 0.5008 point pt 5 ps 1.2*k lc rgb '#000000' lw 2.2
set arrow 560 from screen 0.4429, 0.4959 to screen 0.4429, 0.5057 heads size screen 0.003,90 lc rgb '#000000' lw 2.2
set label 560 '56 single-step-50-events direct' at screen 0.4629, 0.5008 left noenhanced font ',12'
set label 571 '' at screen 0.4429, 0.4873 point pt 9 ps 1.2*k lc rgb '#0072B2' lw 2.2
set arrow 570 from screen 0.4429, 0.4824 to screen 0.4429, 0.4922 heads size screen 0.003,90 lc rgb '#0072B2' lw 2.2
set label 570 '57 single-step-50-events gather-openblas-double threads=2' at screen 0.4629, 0.4873 left noenhanced font ',12'
set label 581 '' at screen 0.4429, 0.4738 point pt 9 ps 1.2*k lc rgb '#D55E00' lw 2.2
set arrow 580 from screen 0.4429, 0.4689 to screen 0.4429, 0.4786 heads size screen 0.003,90 lc rgb '#D55E00' lw 2.2
set label 580 '58 single-step-50-events gather-openblas threads=2' at screen 0.4629, 0.4738 left noenhanced font ',12'
set label 591 '' at screen 0.4429, 0.4603 point pt 9 ps 1.2*k lc rgb '#009E73' lw 2.2
set arrow 590 from screen 0.4429, 0.4554 to screen 0.4429, 0.4651 heads size screen 0.003,90 lc rgb '#009E73' lw 2.2
set label 590 '59 single-step-50-events gather-onednn threads=2' at screen 0.4629, 0.4603 left noenhanced font ',12'
set label 601 '' at screen 0.4429, 0.4468 point pt 9 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set arrow 600 from screen 0.4429, 0.4419 to screen 0.4429, 0.4516 heads size screen 0.003,90 lc rgb '#CC79A7' lw 2.2
set label 600 '60 single-step-50-events direct threads=2' at screen 0.4629, 0.4468 left noenhanced font ',12'
set label 611 '' at screen 0.4429, 0.4332 point pt 9 ps 1.2*k lc rgb '#E69F00' lw 2.2
set arrow 610 from screen 0.4429, 0.4284 to screen 0.4429, 0.4381 heads size screen 0.003,90 lc rgb '#E69F00' lw 2.2
set label 610 '61 backtrack-regular simd-double' at screen 0.4629, 0.4332 left noenhanced font ',12'
set label 621 '' at screen 0.4429, 0.4197 point pt 9 ps 1.2*k lc rgb '#56B4E9' lw 2.2
set arrow 620 from screen 0.4429, 0.4149 to screen 0.4429, 0.4246 heads size screen 0.003,90 lc rgb '#56B4E9' lw 2.2
set label 620 '62 backtrack-regular simd-single' at screen 0.4629, 0.4197 left noenhanced font ',12'
set label 631 '' at screen 0.4429, 0.4062 point pt 9 ps 1.2*k lc rgb '#7F3C8D' lw 2.2
set arrow 630 from screen 0.4429, 0.4014 to screen 0.4429, 0.4111 heads size screen 0.003,90 lc rgb '#7F3C8D' lw 2.2
set label 630 '63 backtrack-regular scalar threads=2' at screen 0.4629, 0.4062 left noenhanced font ',12'
set label 641 '' at screen 0.4429, 0.3927 point pt 9 ps 1.2*k lc rgb '#000000' lw 2.2
set arrow 640 from screen 0.4429, 0.3878 to screen 0.4429, 0.3976 heads size screen 0.003,90 lc rgb '#000000' lw 2.2
set label 640 '64 backtrack-regular simd-double threads=2' at screen 0.4629, 0.3927 left noenhanced font ',12'
set label 651 '' at screen 0.4429, 0.3792 point pt 13 ps 1.2*k lc rgb '#0072B2' lw 2.2
set arrow 650 from screen 0.4429, 0.3743 to screen 0.4429, 0.3841 heads size screen 0.003,90 lc rgb '#0072B2' lw 2.2
set label 650 '65 backtrack-regular simd-single threads=2' at screen 0.4629, 0.3792 left noenhanced font ',12'
set label 661 '' at screen 0.4429, 0.3657 point pt 13 ps 1.2*k lc rgb '#D55E00' lw 2.2
set arrow 660 from screen 0.4429, 0.3608 to screen 0.4429, 0.3705 heads size screen 0.003,90 lc rgb '#D55E00' lw 2.2
set label 660 '66 backtrack-random simd-double' at screen 0.4629, 0.3657 left noenhanced font ',12'
set label 671 '' at screen 0.4429, 0.3522 point pt 13 ps 1.2*k lc rgb '#009E73' lw 2.2
set arrow 670 from screen 0.4429, 0.3473 to screen 0.4429, 0.357 heads size screen 0.003,90 lc rgb '#009E73' lw 2.2
set label 670 '67 backtrack-random simd-single' at screen 0.4629, 0.3522 left noenhanced font ',12'
set label 681 '' at screen 0.4429, 0.3386 point pt 13 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set arrow 680 from screen 0.4429, 0.3338 to screen 0.4429, 0.3435 heads size screen 0.003,90 lc rgb '#CC79A7' lw 2.2
set label 680 '68 backtrack-random scalar threads=2' at screen 0.4629, 0.3386 left noenhanced font ',12'
set label 691 '' at screen 0.4429, 0.3251 point pt 13 ps 1.2*k lc rgb '#E69F00' lw 2.2
set arrow 690 from screen 0.4429, 0.3203 to screen 0.4429, 0.33 heads size screen 0.003,90 lc rgb '#E69F00' lw 2.2
set label 690 '69 backtrack-random simd-double threads=2' at screen 0.4629, 0.3251 left noenhanced font ',12'
set label 701 '' at screen 0.4429, 0.3116 point pt 13 ps 1.2*k lc rgb '#56B4E9' lw 2.2
set arrow 700 from screen 0.4429, 0.3068 to screen 0.4429, 0.3165 heads size screen 0.003,90 lc rgb '#56B4E9' lw 2.2
set label 700 '70 backtrack-random simd-single threads=2' at screen 0.4629, 0.3116 left noenhanced font ',12'
set label 711 '' at screen 0.4429, 0.2981 point pt 13 ps 1.2*k lc rgb '#7F3C8D' lw 2.2
set arrow 710 from screen 0.4429, 0.2932 to screen 0.4429, 0.303 heads size screen 0.003,90 lc rgb '#7F3C8D' lw 2.2
set label 710 '71 bump-toys simd' at screen 0.4629, 0.2981 left noenhanced font ',12'
set label 721 '' at screen 0.4429, 0.2846 point pt 13 ps 1.2*k lc rgb '#000000' lw 2.2
set arrow 720 from screen 0.4429, 0.2797 to screen 0.4429, 0.2895 heads size screen 0.003,90 lc rgb '#000000' lw 2.2
set label 720 '72 bump-toys simd threads=2' at screen 0.4629, 0.2846 left noenhanced font ',12'
set label 731 '' at screen 0.4429, 0.2711 point pt 11 ps 1.2*k lc rgb '#0072B2' lw 2.2
set arrow 730 from screen 0.4429, 0.2662 to screen 0.4429, 0.2759 heads size screen 0.003,90 lc rgb '#0072B2' lw 2.2
set label 730 '73 search-toys simd' at screen 0.4629, 0.2711 left noenhanced font ',12'
set label 741 '' at screen 0.4429, 0.2576 point pt 11 ps 1.2*k lc rgb '#D55E00' lw 2.2
set arrow 740 from screen 0.4429, 0.2527 to screen 0.4429, 0.2624 heads size screen 0.003,90 lc rgb '#D55E00' lw 2.2
set label 740 '74 search-toys simd threads=2' at screen 0.4629, 0.2576 left noenhanced font ',12'
set label 751 '' at screen 0.4429, 0.2441 point pt 11 ps 1.2*k lc rgb '#009E73' lw 2.2
set arrow 750 from screen 0.4429, 0.2392 to screen 0.4429, 0.2489 heads size screen 0.003,90 lc rgb '#009E73' lw 2.2
set label 750 '75 search-thousand simd threads=2' at screen 0.4629, 0.2441 left noenhanced font ',12'
set label 761 '' at screen 0.4429, 0.2305 point pt 11 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set arrow 760 from screen 0.4429, 0.2257 to screen 0.4429, 0.2354 heads size screen 0.003,90 lc rgb '#CC79A7' lw 2.2
set label 760 '76 total-improvement threads=2' at screen 0.4629, 0.2305 left noenhanced font ',12'
set label 771 '' at screen 0.4429, 0.217 point pt 11 ps 1.2*k lc rgb '#E69F00' lw 2.2
set arrow 770 from screen 0.4429, 0.2122 to screen 0.4429, 0.2219 heads size screen 0.003,90 lc rgb '#E69F00' lw 2.2
set label 770 '77 auc radix' at screen 0.4629, 0.217 left noenhanced font ',12'
set label 781 '' at screen 0.4429, 0.2035 point pt 11 ps 1.2*k lc rgb '#56B4E9' lw 2.2
set arrow 780 from screen 0.4429, 0.1986 to screen 0.4429, 0.2084 heads size screen 0.003,90 lc rgb '#56B4E9' lw 2.2
set label 780 '78 auc radix threads=2' at screen 0.4629, 0.2035 left noenhanced font ',12'
set label 791 '' at screen 0.4429, 0.19 point pt 11 ps 1.2*k lc rgb '#7F3C8D' lw 2.2
set arrow 790 from screen 0.4429, 0.1851 to screen 0.4429, 0.1949 heads size screen 0.003,90 lc rgb '#7F3C8D' lw 2.2
set label 790 '79 autoencoder-step single' at screen 0.4629, 0.19 left noenhanced font ',12'
set label 801 '' at screen 0.4429, 0.1765 point pt 11 ps 1.2*k lc rgb '#000000' lw 2.2
set arrow 800 from screen 0.4429, 0.1716 to screen 0.4429, 0.1814 heads size screen 0.003,90 lc rgb '#000000' lw 2.2
set label 800 '80 autoencoder-step double threads=2' at screen 0.4629, 0.1765 left noenhanced font ',12'
set label 811 '' at screen 0.4429, 0.163 point pt 7 ps 1.2*k lc rgb '#0072B2' lw 2.2
set arrow 810 from screen 0.4429, 0.1581 to screen 0.4429, 0.1678 heads size screen 0.003,90 lc rgb '#0072B2' lw 2.2
set label 810 '81 autoencoder-step single threads=2' at screen 0.4629, 0.163 left noenhanced font ',12'
set label 821 '' at screen 0.4429, 0.1495 point pt 7 ps 1.2*k lc rgb '#D55E00' lw 2.2
set arrow 820 from screen 0.4429, 0.1446 to screen 0.4429, 0.1543 heads size screen 0.003,90 lc rgb '#D55E00' lw 2.2
set label 820 '82 deep-svdd-step single' at screen 0.4629, 0.1495 left noenhanced font ',12'
set label 831 '' at screen 0.4429, 0.1359 point pt 7 ps 1.2*k lc rgb '#009E73' lw 2.2
set arrow 830 from screen 0.4429, 0.1311 to screen 0.4429, 0.1408 heads size screen 0.003,90 lc rgb '#009E73' lw 2.2
set label 830 '83 deep-svdd-step double threads=2' at screen 0.4629, 0.1359 left noenhanced font ',12'
set label 841 '' at screen 0.4429, 0.1224 point pt 7 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set arrow 840 from screen 0.4429, 0.1176 to screen 0.4429, 0.1273 heads size screen 0.003,90 lc rgb '#CC79A7' lw 2.2
set label 840 '84 deep-svdd-step single threads=2' at screen 0.4629, 0.1224 left noenhanced font ',12'
set label 851 '' at screen 0.4429, 0.1089 point pt 7 ps 1.2*k lc rgb '#E69F00' lw 2.2
set arrow 850 from screen 0.4429, 0.1041 to screen 0.4429, 0.1138 heads size screen 0.003,90 lc rgb '#E69F00' lw 2.2
set label 850 '85 affine-flow-step single' at screen 0.4629, 0.1089 left noenhanced font ',12'
set label 861 '' at screen 0.4429, 0.0954 point pt 7 ps 1.2*k lc rgb '#56B4E9' lw 2.2
set arrow 860 from screen 0.4429, 0.0905 to screen 0.4429, 0.1003 heads size screen 0.003,90 lc rgb '#56B4E9' lw 2.2
set label 860 '86 affine-flow-step double threads=2' at screen 0.4629, 0.0954 left noenhanced font ',12'
set label 871 '' at screen 0.4429, 0.0819 point pt 7 ps 1.2*k lc rgb '#7F3C8D' lw 2.2
set arrow 870 from screen 0.4429, 0.077 to screen 0.4429, 0.0868 heads size screen 0.003,90 lc rgb '#7F3C8D' lw 2.2
set label 870 '87 affine-flow-step single threads=2' at screen 0.4629, 0.0819 left noenhanced font ',12'
set label 881 '' at screen 0.4429, 0.0684 point pt 7 ps 1.2*k lc rgb '#000000' lw 2.2
set arrow 880 from screen 0.4429, 0.0635 to screen 0.4429, 0.0732 heads size screen 0.003,90 lc rgb '#000000' lw 2.2
set label 880 '88 spline-flow-step single' at screen 0.4629, 0.0684 left noenhanced font ',12'
set label 891 '' at screen 0.4429, 0.0549 point pt 5 ps 1.2*k lc rgb '#0072B2' lw 2.2
set arrow 890 from screen 0.4429, 0.05 to screen 0.4429, 0.0597 heads size screen 0.003,90 lc rgb '#0072B2' lw 2.2
set label 890 '89 spline-flow-step double threads=2' at screen 0.4629, 0.0549 left noenhanced font ',12'
set label 901 '' at screen 0.4429, 0.0414 point pt 5 ps 1.2*k lc rgb '#D55E00' lw 2.2
set arrow 900 from screen 0.4429, 0.0365 to screen 0.4429, 0.0462 heads size screen 0.003,90 lc rgb '#D55E00' lw 2.2
set label 900 '90 spline-flow-step single threads=2' at screen 0.4629, 0.0414 left noenhanced font ',12'
set arrow 910 from screen 0.43, 0.0278 to screen 0.4557, 0.0278 nohead lc rgb '#707070' lw 1.8 dt 2
set label 910 'no gain' at screen 0.4629, 0.0278 left noenhanced font ',12'
plot data index 90 using 1:2 with lines lc rgb '#707070' lw 1.8 dt 2 notitle, \
  data index 0 using 1:2:3 with yerrorbars lc rgb '#0072B2' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 1 using 1:2:3 with yerrorbars lc rgb '#D55E00' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 2 using 1:2:3 with yerrorbars lc rgb '#009E73' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 3 using 1:2:3 with yerrorbars lc rgb '#CC79A7' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 4 using 1:2:3 with yerrorbars lc rgb '#E69F00' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 5 using 1:2:3 with yerrorbars lc rgb '#56B4E9' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 6 using 1:2:3 with yerrorbars lc rgb '#7F3C8D' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 7 using 1:2:3 with yerrorbars lc rgb '#000000' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 8 using 1:2:3 with yerrorbars lc rgb '#0072B2' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 9 using 1:2:3 with yerrorbars lc rgb '#D55E00' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 10 using 1:2:3 with yerrorbars lc rgb '#009E73' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 11 using 1:2:3 with yerrorbars lc rgb '#CC79A7' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 12 using 1:2:3 with yerrorbars lc rgb '#E69F00' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 13 using 1:2:3 with yerrorbars lc rgb '#56B4E9' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 14 using 1:2:3 with yerrorbars lc rgb '#7F3C8D' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 15 using 1:2:3 with yerrorbars lc rgb '#000000' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 16 using 1:2:3 with yerrorbars lc rgb '#0072B2' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 17 using 1:2:3 with yerrorbars lc rgb '#D55E00' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 18 using 1:2:3 with yerrorbars lc rgb '#009E73' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 19 using 1:2:3 with yerrorbars lc rgb '#CC79A7' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 20 using 1:2:3 with yerrorbars lc rgb '#E69F00' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 21 using 1:2:3 with yerrorbars lc rgb '#56B4E9' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 22 using 1:2:3 with yerrorbars lc rgb '#7F3C8D' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 23 using 1:2:3 with yerrorbars lc rgb '#000000' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 24 using 1:2:3 with yerrorbars lc rgb '#0072B2' lw 2.2 pt 13 ps 1.2*k notitle, \
  data index 25 using 1:2:3 with yerrorbars lc rgb '#D55E00' lw 2.2 pt 13 ps 1.2*k notitle, \
  data index 26 using 1:2:3 with yerrorbars lc rgb '#009E73' lw 2.2 pt 13 ps 1.2*k notitle, \
  data index 27 using 1:2:3 with yerrorbars lc rgb '#CC79A7' lw 2.2 pt 13 ps 1.2*k notitle, \
  data index 28 using 1:2:3 with yerrorbars lc rgb '#E69F00' lw 2.2 pt 13 ps 1.2*k notitle, \
  data index 29 using 1:2:3 with yerrorbars lc rgb '#56B4E9' lw 2.2 pt 13 ps 1.2*k notitle, \
  data index 30 using 1:2:3 with yerrorbars lc rgb '#7F3C8D' lw 2.2 pt 13 ps 1.2*k notitle, \
  data index 31 using 1:2:3 with yerrorbars lc rgb '#000000' lw 2.2 pt 13 ps 1.2*k notitle, \
  data index 32 using 1:2:3 with yerrorbars lc rgb '#0072B2' lw 2.2 pt 11 ps 1.2*k notitle, \
  data index 33 using 1:2:3 with yerrorbars lc rgb '#D55E00' lw 2.2 pt 11 ps 1.2*k notitle, \
  data index 34 using 1:2:3 with yerrorbars lc rgb '#009E73' lw 2.2 pt 11 ps 1.2*k notitle, \
  data index 35 using 1:2:3 with yerrorbars lc rgb '#CC79A7' lw 2.2 pt 11 ps 1.2*k notitle, \
  data index 36 using 1:2:3 with yerrorbars lc rgb '#E69F00' lw 2.2 pt 11 ps 1.2*k notitle, \
  data index 37 using 1:2:3 with yerrorbars lc rgb '#56B4E9' lw 2.2 pt 11 ps 1.2*k notitle, \
  data index 38 using 1:2:3 with yerrorbars lc rgb '#7F3C8D' lw 2.2 pt 11 ps 1.2*k notitle, \
  data index 39 using 1:2:3 with yerrorbars lc rgb '#000000' lw 2.2 pt 11 ps 1.2*k notitle, \
  data index 40 using 1:2:3 with yerrorbars lc rgb '#0072B2' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 41 using 1:2:3 with yerrorbars lc rgb '#D55E00' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 42 using 1:2:3 with yerrorbars lc rgb '#009E73' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 43 using 1:2:3 with yerrorbars lc rgb '#CC79A7' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 44 using 1:2:3 with yerrorbars lc rgb '#E69F00' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 45 using 1:2:3 with yerrorbars lc rgb '#56B4E9' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 46 using 1:2:3 with yerrorbars lc rgb '#7F3C8D' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 47 using 1:2:3 with yerrorbars lc rgb '#000000' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 48 using 1:2:3 with yerrorbars lc rgb '#0072B2' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 49 using 1:2:3 with yerrorbars lc rgb '#D55E00' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 50 using 1:2:3 with yerrorbars lc rgb '#009E73' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 51 using 1:2:3 with yerrorbars lc rgb '#CC79A7' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 52 using 1:2:3 with yerrorbars lc rgb '#E69F00' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 53 using 1:2:3 with yerrorbars lc rgb '#56B4E9' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 54 using 1:2:3 with yerrorbars lc rgb '#7F3C8D' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 55 using 1:2:3 with yerrorbars lc rgb '#000000' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 56 using 1:2:3 with yerrorbars lc rgb '#0072B2' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 57 using 1:2:3 with yerrorbars lc rgb '#D55E00' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 58 using 1:2:3 with yerrorbars lc rgb '#009E73' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 59 using 1:2:3 with yerrorbars lc rgb '#CC79A7' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 60 using 1:2:3 with yerrorbars lc rgb '#E69F00' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 61 using 1:2:3 with yerrorbars lc rgb '#56B4E9' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 62 using 1:2:3 with yerrorbars lc rgb '#7F3C8D' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 63 using 1:2:3 with yerrorbars lc rgb '#000000' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 64 using 1:2:3 with yerrorbars lc rgb '#0072B2' lw 2.2 pt 13 ps 1.2*k notitle, \
  data index 65 using 1:2:3 with yerrorbars lc rgb '#D55E00' lw 2.2 pt 13 ps 1.2*k notitle, \
  data index 66 using 1:2:3 with yerrorbars lc rgb '#009E73' lw 2.2 pt 13 ps 1.2*k notitle, \
  data index 67 using 1:2:3 with yerrorbars lc rgb '#CC79A7' lw 2.2 pt 13 ps 1.2*k notitle, \
  data index 68 using 1:2:3 with yerrorbars lc rgb '#E69F00' lw 2.2 pt 13 ps 1.2*k notitle, \
  data index 69 using 1:2:3 with yerrorbars lc rgb '#56B4E9' lw 2.2 pt 13 ps 1.2*k notitle, \
  data index 70 using 1:2:3 with yerrorbars lc rgb '#7F3C8D' lw 2.2 pt 13 ps 1.2*k notitle, \
  data index 71 using 1:2:3 with yerrorbars lc rgb '#000000' lw 2.2 pt 13 ps 1.2*k notitle, \
  data index 72 using 1:2:3 with yerrorbars lc rgb '#0072B2' lw 2.2 pt 11 ps 1.2*k notitle, \
  data index 73 using 1:2:3 with yerrorbars lc rgb '#D55E00' lw 2.2 pt 11 ps 1.2*k notitle, \
  data index 74 using 1:2:3 with yerrorbars lc rgb '#009E73' lw 2.2 pt 11 ps 1.2*k notitle, \
  data index 75 using 1:2:3 with yerrorbars lc rgb '#CC79A7' lw 2.2 pt 11 ps 1.2*k notitle, \
  data index 76 using 1:2:3 with yerrorbars lc rgb '#E69F00' lw 2.2 pt 11 ps 1.2*k notitle, \
  data index 77 using 1:2:3 with yerrorbars lc rgb '#56B4E9' lw 2.2 pt 11 ps 1.2*k notitle, \
  data index 78 using 1:2:3 with yerrorbars lc rgb '#7F3C8D' lw 2.2 pt 11 ps 1.2*k notitle, \
  data index 79 using 1:2:3 with yerrorbars lc rgb '#000000' lw 2.2 pt 11 ps 1.2*k notitle, \
  data index 80 using 1:2:3 with yerrorbars lc rgb '#0072B2' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 81 using 1:2:3 with yerrorbars lc rgb '#D55E00' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 82 using 1:2:3 with yerrorbars lc rgb '#009E73' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 83 using 1:2:3 with yerrorbars lc rgb '#CC79A7' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 84 using 1:2:3 with yerrorbars lc rgb '#E69F00' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 85 using 1:2:3 with yerrorbars lc rgb '#56B4E9' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 86 using 1:2:3 with yerrorbars lc rgb '#7F3C8D' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 87 using 1:2:3 with yerrorbars lc rgb '#000000' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 88 using 1:2:3 with yerrorbars lc rgb '#0072B2' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 89 using 1:2:3 with yerrorbars lc rgb '#D55E00' lw 2.2 pt 5 ps 1.2*k notitle
unset label
unset arrow
unset object
set title ''
unset multiplot
}
unset output
