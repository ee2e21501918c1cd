package search

// The readings below come before the dictionary's, which gives the most
// frequent reading of a character in running text; names are not running text.
// Tones are digits, ü is v.

// usual are the readings that characters have in names and companies where
// neither a word nor the surname says otherwise.
const usual = `
都du1 长chang2 薄bo2 晟sheng4 仔zi3 调tiao2 畜xu4 茄qie2 钻zuan4 着zhuo2 曾zeng1 茜xi1 应ying4 阚kan4 卜bu3 佴nai4 翟zhai2 覃qin2
郇xun2 炸zha2 缪miao4 乜nie4 隗wei3 呱gua1 嗲dia3`

// others are second readings that a person may well type: the character has
// them in names.
const others = `
行hang2 长zhang3 都dou1 朝zhao1 薄bao2 柏bo2 晟cheng2 茜qian4 莎suo1 娜nuo2 露lou4 藏zang4 参shen1 仔zai3 调diao4 莘xin1 会kuai4
石dan4 角jue2 宿xiu3 盛cheng2 那nuo2 奇ji1 堡bu3,pu4 缪mou2,miu4 覃tan2 翟di2 隗kui2 尉yu4 郇huan2 阚han3 宓fu2 吕lu3 曾ceng2 茄jia1
绿lu4 圳chou2 车ju1 咖ga1 什shen2,shi2 单chan2 万mo4 埔bu4 巷hang4 畜chu4 艾yi4 亲qing4 夏jia3 贾gu3 阿e1 降xiang2 传zhuan4
筠yun2,jun1 栖xi1,qi1 玚chang4,yang2 瑱zhen4,tian4 婼ruo4,chuo4 谌chen2,shen4 汤shang1 朴po4 牟mu4 冯ping2 乜mie1 郗chi1 钭dou3`

// surnames are the readings of a character at the head of a person's name.
const surnames = `
单shan4 仇qiu2 区ou1 解xie4 查zha1 朴piao2 任ren2 盖ge3 华hua4 纪ji3 应ying1 员yun4 洗xian3 乐yue4 秘bi4 繁po2 种chong2 折she2
召shao4 黑he4 燕yan1 宁ning4 於yu1 哈ha3 过guo1 那na1 能nai4 祭zhai4 句gou1 牟mou4 重chong2 葛ge3 令ling2 占zhan1 相xiang4 难nan4
撒sa4 干gan1 适kuo4 少shao4 弗fei4 斗dou3 炅gui4 粘nian2 肖xiao1 蔚yu4 贠yun4 逢pang2 颉xie2`

// compound are the surnames of two characters that are read in a way of
// their own.
const compound = `
尉迟yu4chi2 万俟mo4qi2 澹台tan2tai2 长孙zhang3sun1 令狐ling2hu2 单于chan2yu2 诸葛zhu1ge3 子车zi3ju1 乐正yue4zheng4 夹谷jia2gu3
宰父zai3fu3 段干duan4gan1 吐谷tu3yu4 纥干he2gan1 库狄she4di2 秃发tu1fa4 那拉na4la1 仆固pu2gu4 仇由qiu2you2 曾子zeng1zi3`

// places are names of places whose characters are read otherwise elsewhere.
const places = `
重庆chong2qing4 六安lu4an1 六合lu4he2 厦门xia4men2 蚌埠beng4bu4 长子县zhang3zi3xian4 乐清yue4qing1 乐亭lao4ting2 乐陵lao4ling2
乐山le4shan1 乐平le4ping2 乐昌le4chang1 番禺pan1yu2 东阿dong1e1 台州tai1zhou1 浒墅关xu3shu4guan1 浒墅xu3shu4 莘庄xin1zhuang1
枞阳zong1yang2 涡阳guo1yang2 浚县xun4xian4 荥经ying2jing1 泌阳bi4yang2 尉犁yu4li2 中牟zhong1mu4 铅山yan2shan1 余干yu2gan1
大城县dai4cheng2xian4 蔚县yu4xian4 任丘ren2qiu1 任县ren2xian4 蠡县li3xian4 洪洞hong2tong2 繁峙fan2shi4 解州xie4zhou1 监利jian4li4
会稽kuai4ji1 犍为qian2wei2 筠连jun1lian2 什邡shi2fang1 阆中lang4zhong1 宕昌tan4chang1 枹罕fu2han3 华山hua4shan1 华县hua4xian4
华阴hua4yin1 吴堡wu2bu3 瓦窑堡wa3yao2bu3 柴沟堡chai2gou1bu3 十里堡shi2li3pu4 马家堡ma3jia1pu4 七里堡qi1li3pu4 三里堡san1li3pu4
五里堡wu3li3pu4 喀什ka1shi2 佛山fo2shan1 大埔da4bu4 句容ju4rong2 天姥山tian1mu3shan1 珲春hun2chun1 穆棱mu4ling2 单县shan4xian4
太行tai4hang2 藏族zang4zu2 西藏xi1zang4 济南ji3nan2 济宁ji3ning2 济源ji3yuan2 济阳ji3yang2 牟平mu4ping2 阳曲yang2qu3 河曲he2qu3
曲靖qu3jing4 无为wu2wei2 黄陂huang2pi2 秘鲁bi4lu3 尖沙咀jian1sha1zui3 大栅栏da4shi5lan4 大柵欄da4shi5lan4 龟兹qiu1ci2
月氏yue4zhi1 吐蕃tu3bo1 允吾qian1ya2 阿胶e1jiao1`

// words are common in the names of companies and shops.
const words = `
银行yin2hang2 商行shang1hang2 车行che1hang2 琴行qin2hang2 米行mi3hang2 药行yao4hang2 洋行yang2hang2 粮行liang2hang2 鱼行yu2hang2
茶行cha2hang2 布行bu4hang2 金行jin1hang2 行业hang2ye4 分行fen1hang2 支行zhi1hang2 总行zong3hang2 拍卖行pai1mai4hang2
电器行dian4qi4hang2 五金行wu3jin1hang2 建材行jian4cai2hang2 农行nong2hang2 工行gong1hang2 建行jian4hang2 中行zhong1hang2
招行zhao1hang2 同行tong2hang2 行情hang2qing2 音乐yin1yue4 乐器yue4qi4 乐团yue4tuan2 乐队yue4dui4 民乐min2yue4 声乐sheng1yue4
琴乐qin2yue4 会计kuai4ji4 财会cai2kuai4 重工zhong4gong1 重型zhong4xing2 重机zhong4ji1 重汽zhong4qi4 重阳chong2yang2 成长cheng2zhang3
学长xue2zhang3 院长yuan4zhang3 局长ju2zhang3 家长jia1zhang3 校长xiao4zhang3 店长dian4zhang3 生长sheng1zhang3 部长bu4zhang3
增长zeng1zhang3 宝藏bao3zang4 地藏di4zang4 藏香zang4xiang1 藏药zang4yao4 人参ren2shen1 海参hai3shen1 党参dang3shen1 参茸shen1rong2
牛仔niu2zai3 煲仔bao1zai3 肠仔chang2zai3 车仔che1zai3 猪仔zhu1zai3 公仔gong1zai3 咖喱ga1li2 雪茄xue3jia1 什锦shi2jin3 模具mu2ju4
模板mu2ban3 调查diao4cha2 种植zhong4zhi2 种子zhong3zi3 便宜pian2yi2 曾经ceng2jing1 大夫dai4fu5 薄荷bo4he5 般若bo1re3 高兴gao1xing4
相应xiang1ying4 应用ying4yong4 绿林lu4lin2 尽头jin4tou2 朝霞zhao1xia2 还原huan2yuan2 传记zhuan4ji4 弹性tan2xing4 处理chu3li3
积累ji1lei3 折扣zhe2kou4 爱好ai4hao4 正月zheng1yue4 关卡guan1qia3 宿舍su4she4 星宿xing1xiu4 角色jue2se4 校准jiao4zhun3
解放jie3fang4 曲艺qu3yi4 歌曲ge1qu3 戏曲xi4qu3 干洗gan1xi3 干果gan1guo3 饼干bing3gan1 干部gan4bu4 少年shao4nian2 少女shao4nv3
了解liao3jie3 作为zuo4wei2 美发mei3fa4 理发li3fa4 假发jia3fa4 护发hu4fa4 洗发xi3fa4`
