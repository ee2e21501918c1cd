package search

// The readings below come before the dictionary's, which gives the most
// frequent reading of a character in running text; names are not running text.
// Tones are digits, ü is v.

// usual are the readings that characters have in names and companies where
// neither a word nor the surname says otherwise.
const usual = `
都du1 长chang2 朝chao2 薄bo2 晟sheng4 参can1 仔zi3 调tiao2 模mo2 畜xu4 番fan1 牟mou2 铅qian1 珲hui1 扎zha1 莞guan3
茄qie2 作zuo4 车che1 钻zuan4 着zhuo2 煲bao1 给gei3 华hua2 曾zeng1 茜xi1 莎sha1 娜na4 石shi2 种zhong3 应ying4 强qiang2
冉ran3 宓mi4 阚kan4 郄qie4 卜bu3 殷yin1 戚qi1 佴nai4 於yu2 笪da2 朴pu3 翟zhai2 仇chou2 尹yin3 覃qin2 郇xun2
宁ning2 虾xia1 行xing2 〇ling2 量liang4 便bian4 绿lv4 圩wei2 荥xing2 藏cang2 炸zha2 咖ka1 露lu4 单dan1 解jie3 盖gai4
喀ka1 宕dang4 缪miao4 乜nie4 隗wei3 訾zi1 召zhao4 载zai4 呱gua1 嗲dia3 呗bei5 囡nan1 圳zhen4 埗bu4 堃kun1 喆zhe2 昇sheng1
旻min2 骉biao1 犇ben1 淼miao3 鑫xin1 焱yan4 垚yao2 翀chong1 珺jun4 玥yue4 妤yu2 婧jing4 婳hua4 頔di2 韡wei3 赟yun1 璟jing3
昶chang3 燚yi4 祎yi1 翊yi4 芃peng2 筱xiao3 莳shi2 骞qian1 霏fei1 鲲kun1 鹭lu4`

// others are second readings that a person may well type: the character has
// them in names.
const others = `
乐yue4 行hang2 长zhang3 都dou1 朝zhao1 重chong2,zhong4 薄bao2 柏bo2 晟cheng2 茜qian4 莎suo1 娜nuo2 露lou4 藏zang4 参shen1
仔zai3 调diao4 莘xin1 蔚yu4 会kuai4 石dan4 角jue2 宿xiu3 应ying1 召shao4 盛cheng2 那nuo2 奇ji1 楠nan2 堡bu3,pu4 石shi2
缪mou2,miu4 覃tan2 翟di2 隗kui2 尉yu4 郇huan2 阚han3 宓fu2 吕lu3 曾ceng2 厦sha4 茄jia1 绿lu4 圳chou2 车ju1 咖ga1 什shen2,shi2
单chan2 盖ge3 区qu1 万mo4 黑he4 繁po2 埔bu4 巷hang4 畜chu4 艾yi4 亲qing4 夏jia3 贾gu3 种chong2 贝bei4 阿e1 降xiang2 传zhuan4
炜wei3 筠yun2,jun1 洋yang2 嫣yan1 祎yi1 栖xi1,qi1 漯luo4 炅gui4,jiong3 珏jue2 瑀yu3 玚chang4,yang2 昀yun2 佶ji2 妍yan2
睿rui4 璇xuan2 颉xie2,jie2 颀qi2 瑱zhen4,tian4 婼ruo4,chuo4 谌chen2,shen4 湛zhan4 翚hui1 汤shang1 查cha2 仇chou2 解jie3
朴po4 任ren4 牟mu4 纪ji3 华hua4 过guo4 冯ping2 员yuan2 洗xian3 折she2 乜mie1 句gou1 郗chi1 钭dou3 臧zang1`

// surnames are the readings of a character at the head of a person's name.
const surnames = `
单shan4 仇qiu2 曾zeng1 翟zhai2 区ou1 解xie4 查zha1 朴piao2 任ren2 盖ge3 尉wei4 万wan4 华hua4 纪ji3 应ying1 员yun4 洗xian3
冼xian3 缪miao4 覃qin2 乐yue4 乜nie4 秘bi4 繁po2 种chong2 折she2 召shao4 黑he4 燕yan1 宁ning4 逯lu4 郇xun2 郗xi1 隗wei3
阚kan4 宓mi4 钭tou3 佴nai4 眭sui1 於yu1 卜bu3 戚qi1 费fei4 哈ha3 盛sheng4 过guo1 那na1 能nai4 祭zhai4 句gou1 牟mou4 车che1
石shi2 贾jia3 尹yin3 殷yin1 谌chen2 晁chao2 褚chu3 訾zi1 瞿qu2 笪da2 臧zang1 郝hao3 柏bai3 薄bo2 都du1 长chang2 行xing2 朝chao2
重chong2 洪hong2 谢xie4 葛ge3 令ling2 尧yao2 占zhan1 相xiang4 便bian4 难nan4 强qiang2 曲qu1 中zhong1 翁weng1 撒sa4 沈shen3
干gan1 恽yun4 仉zhang3 逄pang2 亓qi2 缑gou1 郄qie4 郤xi4 麴qu1 禚zhuo2 揭jie1 亢kang4 降jiang4 冒mao4 冉ran3 适kuo4 叶ye4
夏xia4 少shao4 弗fei4 教jiao4 斗dou3 朱zhu1 来lai2 殳shu1 汤tang1 炅gui4 瓮weng4 盍he2 矫jiao3 禤xuan1 稽ji1 筑zhu4 粘nian2
索suo3 絷zhi2 肖xiao1 胥xu1 芮rui4 芈mi3 苻fu2 菅jian1 蔚yu4 蒯kuai3 虢guo2 訚yin2 贠yun4 运yun4 逢pang2 郏jia2 郜gao4 郦li4
酆feng1 钮niu3 铎duo2 隽juan4 雍yong1 靳jin4 鞠ju1 颉xie2 骆luo4 鲜xian1 麻ma2 黎li2 龚gong1`

// compound are the surnames of two characters that are read in a way of
// their own.
const compound = `
尉迟yu4chi2 万俟mo4qi2 澹台tan2tai2 长孙zhang3sun1 令狐ling2hu2 单于chan2yu2 宇文yu3wen2 贺兰he4lan2 赫连he4lian2 呼延hu1yan2
皇甫huang2fu3 夏侯xia4hou2 东方dong1fang1 独孤du2gu1 慕容mu4rong2 上官shang4guan1 司马si1ma3 司徒si1tu2 司空si1kong1 诸葛zhu1ge3
欧阳ou1yang2 公孙gong1sun1 轩辕xuan1yuan2 淳于chun2yu2 太叔tai4shu1 申屠shen1tu2 仲孙zhong4sun1 钟离zhong1li2 鲜于xian1yu2
闾丘lv2qiu1 亓官qi2guan1 司寇si1kou4 仉督zhang3du1 子车zi3ju1 颛孙zhuan1sun1 端木duan1mu4 巫马wu1ma3 公西gong1xi1 漆雕qi1diao1
乐正yue4zheng4 壤驷rang3si4 公良gong1liang2 拓跋tuo4ba2 夹谷jia2gu3 宰父zai3fu3 谷梁gu3liang2 段干duan4gan1 百里bai3li3 东郭dong1guo1
南宫nan2gong1 南门nan2men2 羊舌yang2she2 微生wei1sheng1 左丘zuo3qiu1 梁丘liang2qiu1 第五di4wu3 公冶gong1ye3 宗政zong1zheng4
濮阳pu2yang2 闻人wen2ren2 万纽wan4niu3 吐谷tu3yu4 可频ke3pin2 纥干he2gan1 哥舒ge1shu1 库狄she4di2 乞伏qi3fu2 秃发tu1fa4 沮渠ju3qu2
尔朱er3zhu1 完颜wan2yan2 叶赫ye4he4 那拉na4la1 纳兰na4lan2 佟佳tong2jia1 钮祜niu3hu4 富察fu4cha2 阿史a1shi3 仆固pu2gu4 仇由qiu2you2
曾子zeng1zi3`

// places are names of places whose characters are read otherwise elsewhere.
const places = `
重庆chong2qing4 六安lu4an1 六合lu4he2 厦门xia4men2 蚌埠beng4bu4 成都cheng2du1 长子县zhang3zi3xian4 长治chang2zhi4 乐清yue4qing1
乐亭lao4ting2 乐陵lao4ling2 乐山le4shan1 乐平le4ping2 乐昌le4chang1 朝阳chao2yang2 番禺pan1yu2 东阿dong1e1 台州tai1zhou1
浒墅关xu3shu4guan1 浒墅xu3shu4 莘县shen1xian4 莘庄xin1zhuang1 亳州bo2zhou1 歙县she4xian4 黟县yi1xian4 枞阳zong1yang2 涡阳guo1yang2
浚县xun4xian4 荥阳xing2yang2 荥经ying2jing1 泌阳bi4yang2 尉氏wei4shi4 尉犁yu4li2 中牟zhong1mu4 渑池mian3chi2 铅山yan2shan1
余干yu2gan1 鄄城juan4cheng2 茌平chi2ping2 临朐lin2qu2 曲阜qu1fu4 大城县dai4cheng2xian4 井陉jing3xing2 蔚县yu4xian4 任丘ren2qiu1
任县ren2xian4 蠡县li3xian4 洪洞hong2tong2 繁峙fan2shi4 解州xie4zhou1 隰县xi2xian4 监利jian4li4 猇亭xiao1ting2 秭归zi3gui1
会理hui4li3 会稽kuai4ji1 会泽hui4ze2 犍为qian2wei2 筠连jun1lian2 珙县gong3xian4 什邡shi2fang1 阆中lang4zhong1 綦江qi2jiang1
綦qi2 涪陵fu2ling2 北碚bei3bei4 垫江dian4jiang1 长寿chang2shou4 酉阳you3yang2 叙永xu4yong3 大邑da4yi4 六盘水liu4pan2shui3
宕昌tan4chang1 枹罕fu2han3 鸭绿江ya1lv4jiang1 华山hua4shan1 华县hua4xian4 华阴hua4yin1 吴堡wu2bu3 瓦窑堡wa3yao2bu3
柴沟堡chai2gou1bu3 十里堡shi2li3pu4 马家堡ma3jia1pu4 七里堡qi1li3pu4 三里堡san1li3pu4 五里堡wu3li3pu4 莎车sha1che1 喀什ka1shi2
库车ku4che1 焉耆yan1qi2 邕宁yong1ning2 百色bai3se4 东莞dong1guan3 佛山fo2shan1 大埔da4bu4 黄埔huang2pu3 洪泽hong2ze2
盱眙xu1yi2 邗江han2jiang1 邳州pi1zhou1 睢宁sui1ning2 甪直lu4zhi2 句容ju4rong2 栟茶ben1cha2 澄城cheng2cheng2 鄞州yin2zhou1
嵊州sheng4zhou1 衢州qu2zhou1 诸暨zhu1ji4 天姥山tian1mu3shan1 郴州chen1zhou1 耒阳lei3yang2 汨罗mi4luo2 攸县you1xian4 溆浦xu4pu3
岫岩xiu4yan2 珲春hun2chun1 瑷珲ai4hui1 讷河ne4he2 穆棱mu4ling2 扎兰屯zha1lan2tun2 淖尔nao4er3 磴口deng4kou3 单县shan4xian4
曹县cao2xian4 石家庄shi2jia1zhuang1 石嘴山shi2zui3shan1 长沙chang2sha1 长春chang2chun1 太行tai4hang2 都江堰du1jiang1yan4
藏族zang4zu2 西藏xi1zang4 巴音郭楞ba1yin1guo1leng2 漯河luo4he2 济南ji3nan2 济宁ji3ning2 济源ji3yuan2 济阳ji3yang2 临沂lin2yi2
牟平mu4ping2 即墨ji2mo4 莒县ju3xian4 邹平zou1ping2 费县fei4xian4 阳曲yang2qu3 曲沃qu1wo4 河曲he2qu3 曲靖qu3jing4 酒泉jiu3quan2
宿迁su4qian1 宿州su4zhou1 舒城shu1cheng2 砀山dang4shan1 芜湖wu2hu2 无为wu2wei2 当涂dang1tu2 黄陂huang2pi2 郫县pi2xian4 郫都pi2du1
邛崃qiong2lai2 新都xin1du1 丰都feng1du1 于都yu2du1 花都hua1du1 盐都yan2du1 巴东ba1dong1 甘孜gan1zi1 炉霍lu2huo4 儋州dan1zhou1
儋dan1 澄迈cheng2mai4 浈江zhen1jiang1 高要gao1yao4 东兴dong1xing1 勐腊meng3la4 漾濞yang4bi4 洱海er3hai3 宜良yi2liang2 秘鲁bi4lu3
尖沙咀jian1sha1zui3 红磡hong2kan4 大栅栏da4shi5lan4 大柵欄da4shi5lan4 柞水zha4shui3 洋县yang2xian4 勉县mian3xian4 吴起wu2qi3
吐鲁番tu3lu3fan1 龟兹qiu1ci2 月氏yue4zhi1 吐蕃tu3bo1 允吾qian1ya2 阿胶e1jiao1`

// words are common in the names of companies and shops.
const words = `
银行yin2hang2 商行shang1hang2 车行che1hang2 琴行qin2hang2 米行mi3hang2 药行yao4hang2 洋行yang2hang2 粮行liang2hang2 鱼行yu2hang2
茶行cha2hang2 布行bu4hang2 金行jin1hang2 行业hang2ye4 分行fen1hang2 支行zhi1hang2 总行zong3hang2 拍卖行pai1mai4hang2
电器行dian4qi4hang2 五金行wu3jin1hang2 建材行jian4cai2hang2 农行nong2hang2 工行gong1hang2 建行jian4hang2 中行zhong1hang2
招行zhao1hang2 同行tong2hang2 行情hang2qing2 音乐yin1yue4 乐器yue4qi4 乐团yue4tuan2 乐队yue4dui4 民乐min2yue4 声乐sheng1yue4
琴乐qin2yue4 快乐kuai4le4 娱乐yu2le4 会计kuai4ji4 财会cai2kuai4 重工zhong4gong1 重型zhong4xing2 重机zhong4ji1 重汽zhong4qi4
重阳chong2yang2 大厦da4sha4 商厦shang1sha4 广厦guang3sha4 成长cheng2zhang3 学长xue2zhang3 院长yuan4zhang3 局长ju2zhang3
家长jia1zhang3 校长xiao4zhang3 店长dian4zhang3 生长sheng1zhang3 部长bu4zhang3 增长zeng1zhang3 宝藏bao3zang4 地藏di4zang4
藏香zang4xiang1 藏药zang4yao4 人参ren2shen1 海参hai3shen1 党参dang3shen1 参茸shen1rong2 牛仔niu2zai3 煲仔bao1zai3 肠仔chang2zai3
车仔che1zai3 猪仔zhu1zai3 公仔gong1zai3 咖喱ga1li2 雪茄xue3jia1 什锦shi2jin3 模具mu2ju4 模板mu2ban3 调查diao4cha2 种植zhong4zhi2
种子zhong3zi3 便宜pian2yi2 曾经ceng2jing1 大夫dai4fu5 薄荷bo4he5 般若bo1re3 兴业xing1ye4 中兴zhong1xing1 复兴fu4xing1
兴隆xing1long2 高兴gao1xing4 供应gong1ying4 反应fan3ying4 相应xiang1ying4 应用ying4yong4 首都shou3du1 绿林lu4lin2 尽头jin4tou2
朝霞zhao1xia2 朝天chao2tian1 还原huan2yuan2 数码shu4ma3 数字shu4zi4 数据shu4ju4 传媒chuan2mei2 传记zhuan4ji4 弹性tan2xing4
处理chu3li3 积累ji1lei3 降解jiang4jie3 屏风ping2feng1 折扣zhe2kou4 中西zhong1xi1 中国zhong1guo2 中心zhong1xin1 好吃hao3chi1
爱好ai4hao4 空调kong1tiao2 天空tian1kong1 航空hang2kong1 正月zheng1yue4 卷烟juan3yan1 卡通ka3tong1 关卡guan1qia3 宿舍su4she4
星宿xing1xiu4 石油shi2you2 强力qiang2li4 血液xue4ye4 角色jue2se4 校园xiao4yuan2 校准jiao4zhun3 解放jie3fang4 曲艺qu3yi4
歌曲ge1qu3 戏曲xi4qu3 夹克jia1ke4 干洗gan1xi3 干果gan1guo3 饼干bing3gan1 干部gan4bu4 少年shao4nian2 少女shao4nv3 得意de2yi4
地产di4chan3 地方di4fang1 了解liao3jie3 为民wei4min2 作为zuo4wei2 因为yin1wei4 和谐he2xie2 系统xi4tong3 万家wan4jia1 给力gei3li4
供水gong1shui3 发展fa1zhan3 美发mei3fa4 理发li3fa4 假发jia3fa4 护发hu4fa4 洗发xi3fa4`
